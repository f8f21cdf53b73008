namespace Recurrent.Cli;

/// <summary>The command line asks for something that cannot be done; the message says what was received, expected and how to fix it.</summary>
internal sealed class UsageException(string message, Exception? cause = null) : Exception(message, cause);
