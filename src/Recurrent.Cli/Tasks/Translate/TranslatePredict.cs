using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Corpora;
using Recurrent.Text.Translation;
using Recurrent.Training.Data;

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
        if (invocation.WantsJson && invocation.Out is null)
            throw new UsageException("--json: the translations are the result of predict; name a file for them with --out, or leave --json out.");
        var (search, best) = (_search.Read(invocation.Parsed), invocation.Parsed.GetValue(_best));
        if (best < 1 || best > search.Beam)
            throw new UsageException($"--n-best: received {best}; expected 1 to {search.Beam}, the beam: raise --beam for more.");
        var pump = new SentencePump(Translator.Load(invocation.Location!.Folder), search, best);
        var (clock, count) = (Stopwatch.StartNew(), 0L);
        if (invocation.Out is { } path) OutputFile.Write(path, writer => count = Pump(pump, input, writer, invocation));
        else count = Pump(pump, input, invocation.Terminal.Output, invocation);
        if (invocation.Out is not null) invocation.Notes.Say($"{NumberText.Count(count)} lines in {NumberText.Time(clock.Elapsed.TotalSeconds)}: {invocation.Out}");
        if (invocation.WantsJson)
        {
            var document = new TranslatePredictionDocument(TranslateTask.TaskName, invocation.Out!, count, clock.Elapsed.TotalSeconds);
            JsonOutput.Write(invocation.Terminal.Output, document, TranslateJsonContext.Default.TranslatePredictionDocument);
        }
        return ExitCode.Done;
    }

    private static long Pump(SentencePump pump, string input, TextWriter output, TaskInvocation invocation)
    {
        if (input != SeriesFiles.StandardInput) return pump.Run(input, TextFile.Lines(input), output, invocation.Cancellation);
        using var stream = invocation.Terminal.OpenInput();
        return pump.Run("stdin", Lines(stream), output, invocation.Cancellation);
    }

    /// <summary>Lines of a stream as they come.</summary>
    private static IEnumerable<string> Lines(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        for (var row = 1L; Next(reader, row) is { } line; row++) yield return line;
    }

    private static string? Next(StreamReader reader, long row)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException damage)
        {
            throw new DataFormatException(damage.Message, damage) { File = "stdin", Row = row, Found = "bytes that are no UTF-8 in this line or soon after it", Expected = "UTF-8 text", Fix = "Convert the text, for example with iconv -t UTF-8" };
        }
    }
}
