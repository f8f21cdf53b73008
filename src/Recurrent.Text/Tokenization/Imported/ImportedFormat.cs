namespace Recurrent.Text.Tokenization.Imported;

/// <summary>Files of other libraries that hold a tokenizer.</summary>
public enum ImportedFormat
{
    /// <summary>A <c>.model</c> file of SentencePiece, of byte pairs or of unigrams. Kudo and Richardson, 2018.</summary>
    SentencePiece,

    /// <summary>A <c>vocab.txt</c> of BERT, one piece a line, <c>##</c> before pieces inside a word. Devlin and others, 2019.</summary>
    WordPiece,

    /// <summary>A <c>.tiktoken</c> file of byte pairs, one a line: its bytes in base 64 and its rank.</summary>
    Tiktoken,
}
