using Recurrent.Cli.Presentation;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Data, settings, scores and results of answerers for people.</summary>
internal static class AnswerText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(AnswerRequest request)
    {
        var validation = request.Validation is { } given ? $"{NumberText.Count(given.Count)} to choose networks by" : "some stories of them held back to choose networks by";
        return $"{request.DataName}: {NumberText.Count(request.Training.Count)} questions to learn from, {validation}, {NumberText.Count(request.Test.Count)} kept apart to score on.";
    }

    public static void Write(TextWriter output, AnswerOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} stories.txt --explain");
    }

    public static void WriteScores(TextWriter output, AnswerOutcome outcome)
    {
        output.WriteLine(TrainingFacts(outcome));
        var networks = new TextTable("network", "seed", "validation loss", "validation accuracy", "kept");
        foreach (var one in outcome.Training.Attempts)
            networks.Add(one.Reader, $"{one.Seed}", NumberText.Ratio(one.ValidationLoss), NumberText.Share(one.ValidationAccuracy), one.IsKept ? "yes" : "");
        networks.Write(output);
        if (outcome.Test is not { } test)
        {
            output.WriteLine("No questions were kept apart, so there is no score beside simple methods; name questions with answers with --test.");
            return;
        }
        output.WriteLine($"Scores on {NumberText.Count(test.Questions.Count)} questions which nothing was learnt or chosen from:");
        WriteTable(output, test);
    }

    /// <summary>How much was trained, in a sentence or two.</summary>
    public static string TrainingFacts(AnswerOutcome outcome)
    {
        var (run, training) = (outcome.Training.Run, outcome.Training);
        var accuracy = double.IsNaN(training.ValidationAccuracy) ? "" : $" Validation questions answered right: {NumberText.Share(training.ValidationAccuracy)}.";
        return $"Trained {training.Attempts.Count} networks in {NumberText.Count(run.Steps)} updates; kept {string.Join(", ", training.Model.Readers)} with {NumberText.Count(run.Parameters)} parameters.{accuracy}";
    }

    public static void WriteTable(TextWriter output, StoryEvaluation evaluation)
    {
        var methods = new TextTable("method", "answered right", "mean error of the files");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model)) methods.Add(Named(one.Method), NumberText.Share(one.Accuracy), NumberText.Share(one.MeanError));
        methods.Write(output);
        if (evaluation.Model.Files.Count > 1)
        {
            output.WriteLine();
            var files = new TextTable(["file wrong", .. evaluation.Baselines.Prepend(evaluation.Model).Select(static one => Named(one.Method))]);
            foreach (var file in evaluation.Model.Files.Keys) files.Add([file, .. evaluation.Baselines.Prepend(evaluation.Model).Select(one => NumberText.Share(1 - one.Files[file]))]);
            files.Write(output);
        }
        output.WriteLine(Verdict(evaluation));
    }

    /// <summary>Whether the answerer is worth using, in one sentence.</summary>
    public static string Verdict(StoryEvaluation evaluation)
    {
        var best = evaluation.Baselines.MaxBy(static one => one.Accuracy)!;
        var (ours, theirs) = (NumberText.Share(evaluation.Model.Accuracy), NumberText.Share(best.Accuracy));
        return IsBetter(evaluation)
            ? $"The answerer is better than {Named(best.Method)}: {ours} right against {theirs}."
            : $"The answerer is not better than {Named(best.Method)} here ({ours} right against {theirs}): give more questions, or more restarts.";
    }

    public static bool IsBetter(StoryEvaluation evaluation) => evaluation.Model.Accuracy > evaluation.Baselines.Max(static one => one.Accuracy);

    public static string Named(string method) => method switch
    {
        "majority" => "the most frequent answer",
        "most_frequent_given_question" => "the most frequent answer to the same words",
        _ => method,
    };
}
