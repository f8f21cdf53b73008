namespace Recurrent.Text.Tokenization;

/// <summary>Where words end.</summary>
public enum WordSplit
{
    /// <summary>At white space only: for text that is already cut into words, such as most corpora.</summary>
    WhiteSpace,

    /// <summary>At white space, and between runs of letters, digits and underscores and runs of anything else.</summary>
    Words,
}
