using System.CommandLine;

namespace Recurrent.Cli.Imports;

/// <summary>What <c>rnn import</c> does with files of one kind.</summary>
internal interface IFileImport
{
    /// <summary>What the files are, for messages.</summary>
    string Kind { get; }

    /// <summary>Endings of their names, small letters with the dot.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>Options beside the command's own.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Reads the file and writes a model folder.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    int Run(ImportInvocation invocation);
}
