using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary><c>rnn predict</c> with a classifier: <c>file,label,probability</c>, a row a signal.</summary>
internal sealed class ClassesPredict : ITaskVerb
{
    private readonly Option<bool> _all = new("--all-classes") { Description = "Signal, classify: also write the probability of every class." };

    public IReadOnlyList<Option> Options => [_all];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("INPUT: a classifier needs signals; name a folder, a list with a column file, a table with a column id, a WAV or CSV file, or - for a table on standard input.");
        var classifier = SignalClassifier.Load(invocation.Location!.Folder);
        var signals = ClassesInput.Read(path, classifier.Reading, invocation.Terminal);
        var predictions = classifier.Predict(signals);
        var withAll = invocation.Parsed.GetValue(_all);
        if (invocation.Out is { } file)
        {
            OutputFile.Write(file, writer => Write(writer, classifier, signals, predictions, withAll));
            invocation.Notes.Say($"{NumberText.Count(signals.Count)} signals: {file}");
        }
        else if (!invocation.WantsJson)
        {
            Write(invocation.Terminal.Output, classifier, signals, predictions, withAll);
        }
        if (invocation.WantsJson)
        {
            var document = new ClassesPredictionDocument(SignalTask.TaskName, invocation.Out, [.. predictions.Select((one, index) => new ClassesPredictionEntry(signals[index].Name, one.Label, one.Probability))]);
            JsonOutput.Write(invocation.Terminal.Output, document, ClassesJsonContext.Default.ClassesPredictionDocument);
        }
        return ExitCode.Done;
    }

    private static void Write(
        TextWriter writer, SignalClassifier classifier, IReadOnlyList<TimeSeries.Signals.Signal> signals, IReadOnlyList<SignalPrediction> predictions, bool withAll)
    {
        writer.Write("file,label,probability");
        if (withAll) foreach (var label in classifier.Labels) writer.Write("," + Field(label));
        writer.Write('\n');
        for (var index = 0; index < signals.Count; index++)
        {
            writer.Write($"{Field(signals[index].Name)},{Field(predictions[index].Label)},{Number(predictions[index].Probability)}");
            if (withAll) foreach (var probability in predictions[index].Probabilities) writer.Write("," + Number(probability));
            writer.Write('\n');
        }
    }

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
