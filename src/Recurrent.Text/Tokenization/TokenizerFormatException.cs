namespace Recurrent.Text.Tokenization;

/// <summary>A tokenizer file that cannot be used; the message says why and what to do.</summary>
public sealed class TokenizerFormatException : IOException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public TokenizerFormatException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">File, field, what was found, what was expected and the fix.</param>
    public TokenizerFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">File, field, what was found, what was expected and the fix.</param>
    /// <param name="innerException">What went wrong below.</param>
    public TokenizerFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
