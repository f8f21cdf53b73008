using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Classification;
using Recurrent.Text.Classification.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>rnn predict</c> with a classifier of texts: rows go through with label and probability behind them, batch by batch.</summary>
internal sealed class ClassifyPredict : ITaskVerb
{
    private const int UsualBatch = 2048;
    private readonly Option<int> _batch = new("--batch") { HelpName = "N", Description = "Classify: most texts that are judged and written together; a lone line of standard input is answered at once.", DefaultValueFactory = static _ => UsualBatch };

    public ClassifyPredict() =>
        // The last two are shared with other tasks.
        Options = [_batch, .. new TextSymbols().Options, new Option<bool>("--all-classes"), new Option<bool>("--explain")];

    public IReadOnlyList<Option> Options { get; }

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("INPUT: a classifier needs texts; name a CSV, TSV or JSON-lines file, a file with one text a line, or - for standard input.");
        invocation.RefuseJsonWithoutFile("the rows themselves are");
        var batch = invocation.Parsed.GetValue(_batch);
        if (batch < 1) throw new UsageException($"--batch: received {batch}; expected at least 1.");
        var classifier = TextClassifier.Load(invocation.Location!.Folder);
        var counts = new Dictionary<string, long>();
        using var table = new TextRows(InputLines.Open(path, invocation.Terminal, mayBeEmpty: true), TextSymbols.Read(invocation.Parsed, classifier.Reading), needsLabels: false);
        ResultOutput.Write(invocation, writer => Pump(invocation, classifier, table, writer, Batches(invocation, table, batch), counts));
        var texts = counts.GetValueOrDefault("");
        counts.Remove("");
        if (invocation.Out is not null) invocation.Notes.Say($"{NumberText.Count(texts)} texts: {invocation.Out}");
        if (invocation.WantsJson)
            JsonOutput.Write(invocation.Terminal.Output, new ClassifyPredictionDocument(ClassifyTask.TaskName, invocation.Out!, texts, counts), ClassifyJsonContext.Default.ClassifyPredictionDocument);
        return ExitCode.Done;
    }

    /// <summary>Judges and writes; texts are counted under the empty name, labels under their own.</summary>
    private static void Pump(TaskInvocation invocation, TextClassifier classifier, TextRows table, TextWriter writer, IEnumerable<IReadOnlyList<TextRow>> batches, Dictionary<string, long> counts)
    {
        var output = new PredictionWriter(writer, table, classifier, invocation.Parsed.GetValue<bool>("--all-classes"), invocation.Parsed.GetValue<bool>("--explain"));
        foreach (var label in classifier.Labels) counts[label] = 0;
        output.WriteHeader();
        writer.Flush();
        foreach (var rows in batches)
        {
            invocation.Cancellation.ThrowIfCancellationRequested();
            var predictions = classifier.Predict([.. rows.Select(static row => row.Text)]);
            for (var index = 0; index < rows.Count; index++)
            {
                output.Write(rows[index], predictions[index]);
                foreach (var label in predictions[index].Labels) counts[label]++;
            }
            counts[""] = counts.GetValueOrDefault("") + rows.Count;
            writer.Flush();
        }
    }

    /// <summary>Of standard input whatever has come; of a file always the same batches, and so the same answers to the last digit.</summary>
    private static IEnumerable<IReadOnlyList<TextRow>> Batches(TaskInvocation invocation, TextRows table, int most) => invocation.Input == SeriesFiles.StandardInput
        ? ReadAhead.Batches(Rows(table), Letters, most, invocation.Cancellation)
        : Filled(Rows(table), most);

    private static IEnumerable<List<TextRow>> Filled(IEnumerable<TextRow> all, int most)
    {
        var (rows, letters) = (new List<TextRow>(), 0L);
        foreach (var row in all)
        {
            rows.Add(row);
            letters += Letters(row);
            if (rows.Count < most && letters < ReadAhead.UsualWeight) continue;
            yield return rows;
            (rows, letters) = ([], 0);
        }
        if (rows.Count > 0) yield return rows;
    }

    private static IEnumerable<TextRow> Rows(TextRows table)
    {
        while (table.Next() is { } row) yield return row;
    }

    private static long Letters(TextRow row) => row.Fields.Sum(static field => field.Length + 1L);
}
