using Recurrent.Cli.Presentation;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Data, settings, scores and results of taggers for people.</summary>
internal static class TagText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(TagRequest request)
    {
        var validation = request.Validation is { } given ? $"{NumberText.Count(given.Count)} to choose the best weights by" : "a part of them held back to choose the best weights by";
        return $"{request.DataName}: {NumberText.Count(request.Training.Count)} sentences of {NumberText.Count(request.Training.Sum(static one => (long)one.Length))} tokens to learn from, "
            + $"{validation}, {NumberText.Count(request.Test.Count)} kept apart to score on.";
    }

    public static void Write(TextWriter output, TagOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} - < sentences.txt");
    }

    public static void WriteScores(TextWriter output, TagOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}. Ended: {run.StopReason}.");
        if (!double.IsNaN(outcome.Training.ValidationF1)) output.WriteLine($"Entity F1 on the validation sentences: {NumberText.Share(outcome.Training.ValidationF1)}.");
        if (outcome.Test is not { } test)
        {
            output.WriteLine("No sentences were kept apart, so there is no score beside simple methods; name tagged sentences with --test.");
            return;
        }
        output.WriteLine($"Scores on {NumberText.Count(test.Sentences.Count)} sentences which nothing was learnt or chosen from:");
        WriteTable(output, test);
    }

    public static void WriteTable(TextWriter output, TaggerEvaluation evaluation)
    {
        var methods = new TextTable("method", "precision", "recall", "entity F1", "token accuracy");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model))
            methods.Add(Named(one.Method), NumberText.Share(one.Entities.Precision), NumberText.Share(one.Entities.Recall), NumberText.Share(one.Entities.F1), NumberText.Share(one.Accuracy));
        methods.Write(output);
        output.WriteLine();
        var types = new TextTable("type", "precision", "recall", "entity F1", "entities", "found", "right");
        foreach (var (type, counts) in evaluation.Model.Types)
            types.Add(type, NumberText.Share(counts.Precision), NumberText.Share(counts.Recall), NumberText.Share(counts.F1), NumberText.Count(counts.Gold), NumberText.Count(counts.Predicted), NumberText.Count(counts.Correct));
        types.Write(output);
        output.WriteLine(Verdict(evaluation));
    }

    /// <summary>Whether the tagger is worth using, in one sentence.</summary>
    public static string Verdict(TaggerEvaluation evaluation)
    {
        var best = evaluation.Baselines.MaxBy(static one => one.Entities.F1)!;
        var (ours, theirs) = (NumberText.Share(evaluation.Model.Entities.F1), NumberText.Share(best.Entities.F1));
        return IsBetter(evaluation)
            ? $"The tagger finds entities better than {Named(best.Method)}: F1 {ours} against {theirs}."
            : $"The tagger does not find entities better than {Named(best.Method)} here (F1 {ours} against {theirs}): give more tagged sentences.";
    }

    public static bool IsBetter(TaggerEvaluation evaluation) => evaluation.Model.Entities.F1 > evaluation.Baselines.Max(static one => one.Entities.F1);

    public static string Named(string method) => method switch
    {
        "majority" => "the most frequent tag for every word",
        "most_frequent" => "the tag each word most often had",
        _ => method,
    };
}
