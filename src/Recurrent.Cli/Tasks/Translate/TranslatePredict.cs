using System.CommandLine;
using System.Diagnostics;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary><c>rnn predict</c> with a translator: a line in, a line out.</summary>
internal sealed class TranslatePredict : ITaskVerb
{
    private readonly Option<int> _best = new("--n-best") { HelpName = "N", Description = "Translate: translations of each line, best first, as line number, score, log-probability and text between tabs.", DefaultValueFactory = static _ => 1 };
    private readonly SearchSymbols _search = new();

    public IReadOnlyList<Option> Options => [.. _search.All, _best];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } input)
            throw new UsageException("INPUT: a translator needs sentences; name a text file with one a line, or - for standard input.");
        invocation.RefuseJsonWithoutFile("the translations are");
        var (search, best) = (_search.Read(invocation.Parsed), invocation.Parsed.GetValue(_best));
        if (best < 1 || best > search.Beam)
            throw new UsageException($"--n-best: received {best}; expected 1 to {search.Beam}, the beam: raise --beam for more.");
        var pump = new SentencePump(Translator.Load(invocation.Location!.Folder), search, best);
        var (clock, count) = (Stopwatch.StartNew(), 0L);
        var lines = InputLines.Open(input, invocation.Terminal, mayBeEmpty: true, mayBeTable: false);
        ResultOutput.Write(invocation, writer => count = pump.Run(lines, writer, invocation.Cancellation));
        if (invocation.Out is not null) invocation.Notes.Say($"{NumberText.Count(count)} lines in {NumberText.Time(clock.Elapsed.TotalSeconds)}: {invocation.Out}");
        if (invocation.WantsJson)
        {
            var document = new TranslatePredictionDocument(TranslateTask.TaskName, invocation.Out!, count, clock.Elapsed.TotalSeconds);
            JsonOutput.Write(invocation.Terminal.Output, document, TranslateJsonContext.Default.TranslatePredictionDocument);
        }
        return ExitCode.Done;
    }
}
