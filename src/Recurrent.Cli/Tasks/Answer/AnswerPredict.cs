using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Answering;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary><c>rnn predict</c> with an answerer: one answer a question, in the order of the questions.</summary>
internal sealed class AnswerPredict : ITaskVerb
{
    private const int Batch = 256;
    private const int MostReasons = 3;
    private const double LeastWeight = 0.05;

    /// <summary>Shared with other tasks.</summary>
    public IReadOnlyList<Option> Options { get; } = [new Option<bool>("--explain")];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("INPUT: an answerer needs stories with questions; name a file in the bAbI format, or - for standard input.");
        invocation.RefuseJsonWithoutFile("the answers themselves are");
        var answerer = StoryAnswerer.Load(invocation.Location!.Folder);
        var count = 0L;
        using var lines = InputLines.Open(path, invocation.Terminal, mayBeEmpty: true, mayBeTable: false);
        ResultOutput.Write(invocation, writer => count = Pump(invocation, answerer, lines, writer));
        if (invocation.Out is not null) invocation.Notes.Say($"{NumberText.Count(count)} questions: {invocation.Out}");
        if (invocation.WantsJson)
            JsonOutput.Write(invocation.Terminal.Output, new AnswerPredictionDocument(AnswerTask.TaskName, invocation.Out!, count), AnswerJsonContext.Default.AnswerPredictionDocument);
        return ExitCode.Done;
    }

    private static long Pump(TaskInvocation invocation, StoryAnswerer answerer, TextLines lines, TextWriter writer)
    {
        var isExplained = invocation.Parsed.GetValue<bool>("--explain");
        var count = 0L;
        foreach (var questions in Batches(invocation, lines))
        {
            invocation.Cancellation.ThrowIfCancellationRequested();
            var said = answerer.Answer(questions);
            for (var index = 0; index < questions.Count; index++)
                writer.Write(isExplained ? $"{said[index].Answer}\t{Number(said[index].Probability)}\t{Reasons(answerer, questions[index])}\n" : said[index].Answer + "\n");
            writer.Flush();
            count += questions.Count;
        }
        return count;
    }

    /// <summary>Of standard input whatever has come, so that somebody who asks is answered at once; of a file always the same batches.</summary>
    private static IEnumerable<IReadOnlyList<StoryQuestion>> Batches(TaskInvocation invocation, TextLines lines) => invocation.Input == SeriesFiles.StandardInput
        ? ReadAhead.Batches(Questions(lines), static one => one.Story.Count + 1, Batch, invocation.Cancellation)
        : Questions(lines).Chunk(Batch);

    private static IEnumerable<StoryQuestion> Questions(TextLines lines)
    {
        var parser = new StoryParser(lines.File, needsAnswers: false);
        while (lines.Next() is { } line)
            if (parser.Next(line) is { } question) yield return question;
    }

    /// <summary>The sentences that were looked at most, hop by hop.</summary>
    private static string Reasons(StoryAnswerer answerer, StoryQuestion question) =>
        string.Join(" | ", answerer.Explain(question).Select(hop => string.Join(' ', hop
            .Select(static (weight, place) => (Weight: weight, Place: place))
            .Where(static one => one.Weight >= LeastWeight)
            .OrderByDescending(static one => one.Weight).Take(MostReasons)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Weight:0.00} \"{question.Story[one.Place]}\"")))));

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
