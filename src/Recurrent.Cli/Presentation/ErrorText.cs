namespace Recurrent.Cli.Presentation;

/// <summary>Messages of exceptions without what only programmers need.</summary>
internal static class ErrorText
{
    /// <summary>The message without the parameter name and value that .NET appends.</summary>
    public static string Of(ArgumentException failure)
    {
        var end = failure.Message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return end < 0 ? failure.Message : failure.Message[..end];
    }
}
