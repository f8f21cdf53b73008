using System.CommandLine;
using Recurrent.Cli.Commands;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Imports;

/// <summary>What the user asked of <c>rnn import</c>, beside the options of the kind of file.</summary>
/// <param name="Parsed">The command line.</param>
/// <param name="Notes">Where messages go.</param>
/// <param name="File">A file that exists.</param>
/// <param name="Out">Where to write; checked, nothing made yet.</param>
internal sealed record ImportInvocation(ParseResult Parsed, Notes Notes, string File, OutputFolder Out)
{
    public bool WantsJson => GlobalOptions.WantsJson(Parsed);
}
