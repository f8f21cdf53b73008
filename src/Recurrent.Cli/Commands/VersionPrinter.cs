using System.CommandLine;
using System.CommandLine.Invocation;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Commands;

/// <summary>Prints the version that is written into models, not that of the build.</summary>
internal sealed class VersionPrinter : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(LibraryVersion.Current);
        return ExitCode.Done;
    }
}
