namespace Recurrent.Text.Metrics;

/// <summary>How texts are cut into words before BLEU counts them.</summary>
public enum BleuTokenization
{
    /// <summary><c>13a</c>, the rules of mteval-v13a as sacreBLEU has them: the usual choice for text that is not tokenised.</summary>
    International13a,

    /// <summary><c>none</c>: at white space only, for text that is tokenised already.</summary>
    None,

    /// <summary>
    /// <c>moses</c>, the rules of the Moses tokenizer: punctuation and apostrophes stand alone, hyphens and full stops within words stay; where
    /// <see cref="BleuOptions.Language"/> elides vowels, <c>moses-fr</c> and the like, the apostrophe between letters stays with the word before it.
    /// Figures on Multi30k are usually counted on text that was cut and lower-cased so.
    /// </summary>
    Moses,
}
