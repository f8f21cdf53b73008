using Recurrent.Cli.Presentation;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Data, settings, scores and results of translators for people.</summary>
internal static class TranslateText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(TranslateRequest request) =>
        $"{request.DataName}: {NumberText.Count(request.Training.Count)} pairs of sentences to learn from"
        + (request.Validation is { } validation ? $", {NumberText.Count(validation.Count)} to stop by" : "")
        + $"; {NumberText.Count(request.Test.Count)} kept apart to score on.";

    public static void Write(TextWriter output, TranslateOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn predict {outcome.Request.Folder.Path} - < sentences.txt");
    }

    public static void WriteScores(TextWriter output, TranslateOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}. Ended: {run.StopReason}.");
        output.WriteLine(Perplexity(outcome));
        if (outcome.Test is not { } test)
        {
            output.WriteLine("No pairs were kept apart, so there is no BLEU; name some with --test-source and --test-target.");
            return;
        }
        output.WriteLine($"Scores on {NumberText.Count(test.Sentences)} sentences which nothing was learnt or chosen from:");
        WriteTable(output, test);
    }

    /// <summary>How sure the translator is on the validation pairs, in one sentence.</summary>
    public static string Perplexity(TranslateOutcome outcome) => double.IsNaN(outcome.Training.ValidationPerplexity)
        ? "No validation pair has two sides of an allowed length, so there is no perplexity."
        : $"Perplexity of a target token on the validation pairs: {NumberText.Value(outcome.Training.ValidationPerplexity)}.";

    public static void WriteTable(TextWriter output, TranslationEvaluation evaluation)
    {
        var table = new TextTable("method", "BLEU", "BLEU, lower-cased", "chrF");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model))
            table.Add(Named(one.Method), NumberText.Percent(one.Bleu.Score), NumberText.Percent(one.BleuLowercase.Score), NumberText.Percent(one.Chrf.Score));
        table.Write(output);
        output.WriteLine($"BLEU: {evaluation.Model.Bleu.Signature}");
        output.WriteLine($"BLEU, lower-cased: {evaluation.Model.BleuLowercase.Signature}");
        output.WriteLine($"chrF: {evaluation.Model.Chrf.Signature}");
        output.WriteLine(Verdict(evaluation));
    }

    /// <summary>Whether the translator is worth using, in one sentence.</summary>
    public static string Verdict(TranslationEvaluation evaluation)
    {
        var best = evaluation.Baselines.MaxBy(static one => one.Bleu.Score)!;
        var (ours, theirs) = (evaluation.Model.Bleu.Score, best.Bleu.Score);
        return ours > theirs
            ? $"The translator beats every simple method: BLEU {NumberText.Percent(ours)} against {NumberText.Percent(theirs)} of {Named(best.Method)}."
            : $"The translator does not beat {Named(best.Method)} here (BLEU {NumberText.Percent(ours)} against {NumberText.Percent(theirs)}): give it more pairs or more epochs.";
    }

    public static string Named(string method) => method switch { "model" => "this model", "copy_source" => "copying the source", "most_frequent" => "most frequent sentence", _ => method };
}
