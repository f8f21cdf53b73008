using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>rnn predict</c> with a language model: how probable every line is, each read on its own.</summary>
internal sealed class GeneratePredict : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("INPUT: a language model scores lines; name a text file, or - for standard input. To write text, use rnn generate.");
        invocation.RefuseJsonWithoutFile("the lines' scores are");
        var model = LanguageModel.Load(invocation.Location!.Folder);
        var totals = (Nats: 0.0, Characters: 0L, Lines: 0L);
        var lines = InputLines.All(InputLines.Open(path, invocation.Terminal, mayBeEmpty: true, mayBeTable: false));
        ResultOutput.Write(invocation, writer => totals = Score(model, lines, writer, invocation.Cancellation));
        if (invocation.Out is not null) invocation.Notes.Say($"{NumberText.Count(totals.Lines)} lines: {invocation.Out}");
        if (invocation.WantsJson)
        {
            var document = new GeneratePredictionDocument(GenerateTask.TaskName, invocation.Out, totals.Lines, totals.Nats / Math.Max(1, totals.Characters));
            JsonOutput.Write(invocation.Terminal.Output, document, GenerateJsonContext.Default.GeneratePredictionDocument);
        }
        return ExitCode.Done;
    }

    private static (double Nats, long Characters, long Lines) Score(LanguageModel model, IEnumerable<string> lines, TextWriter writer, CancellationToken cancellation)
    {
        writer.Write("line,nats,chars,nats_per_char\n");
        var (nats, characters, count) = (0.0, 0L, 0L);
        foreach (var line in lines)
        {
            cancellation.ThrowIfCancellationRequested();
            count++;
            var length = line.EnumerateRunes().LongCount();
            var own = line.Length == 0 ? 0 : model.Surprises(line).Sum(static one => one.Nats);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{count},{own:0.####},{length},{(length == 0 ? "" : (own / length).ToString("0.####", CultureInfo.InvariantCulture))}\n"));
            writer.Flush();
            (nats, characters) = (nats + own, characters + length);
        }
        return (nats, characters, count);
    }
}
