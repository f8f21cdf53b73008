namespace Recurrent.Text.Tagging;

/// <summary>How text to be tagged is written.</summary>
internal enum TagInput
{
    /// <summary>Told from the first lines.</summary>
    Auto,

    /// <summary>A token a line in the first column, an empty line between sentences; further columns are kept.</summary>
    Conll,

    /// <summary>A sentence a line, its tokens separated by blanks.</summary>
    Words,

    /// <summary>A sentence a line, cut into tokens at blanks and punctuation.</summary>
    Text,
}
