using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Data, settings, scores and results of language models for people.</summary>
internal static class GenerateText
{
    /// <summary>The size of the data in one sentence.</summary>
    public static string DataFacts(GenerateRequest request) =>
        $"{request.DataName}: {NumberText.Count(request.Training.Length)} characters to learn from, {NumberText.Count(request.Test.Length)} kept apart to score on.";

    public static void Write(TextWriter output, GenerateOutcome outcome)
    {
        WriteScores(output, outcome);
        output.WriteLine($"Model:  {outcome.Request.Folder.Model}");
        output.WriteLine($"Report: {outcome.Request.Folder.Report}");
        output.WriteLine($"Next:   rnn generate {outcome.Request.Folder.Path} --prompt \"…\" --length 500");
    }

    public static void WriteScores(TextWriter output, GenerateOutcome outcome)
    {
        var run = outcome.Training.Run;
        output.WriteLine($"Trained {NumberText.Count(run.Parameters)} parameters for {run.Epochs} epochs; kept those of epoch {run.BestEpoch}. Ended: {run.StopReason}.");
        if (outcome.Test is { } test)
        {
            output.WriteLine($"Scores on {NumberText.Count(test.Model.Characters)} characters which nothing was learnt or chosen from:");
            WriteTable(output, test);
        }
        else
        {
            output.WriteLine("No text was kept apart, so there is no score; name one with --test.");
        }
        if (outcome.Samples.FirstOrDefault(static sample => sample.Temperature == 0.8) is not { } written) return;
        output.WriteLine("It writes:");
        foreach (var line in written.Text.Split('\n').Take(8)) output.WriteLine("  " + line);
    }

    public static void WriteTable(TextWriter output, LanguageEvaluation evaluation)
    {
        var table = new TextTable("method", "nats/char", "bits/char", "perplexity");
        foreach (var one in evaluation.Baselines.Prepend(evaluation.Model))
            table.Add(Named(one.Method), NumberText.Ratio(one.NatsPerCharacter), NumberText.Ratio(one.BitsPerCharacter), Perplexity(one));
        table.Write(output);
        if (evaluation.UnknownTokens > 0)
            output.WriteLine($"{NumberText.Count(evaluation.UnknownTokens)} of {NumberText.Count(evaluation.Model.Tokens)} tokens are not in the vocabulary and count as the unknown token.");
        output.WriteLine(Verdict(evaluation));
    }

    /// <summary>Whether the model is worth using, in one sentence.</summary>
    public static string Verdict(LanguageEvaluation evaluation)
    {
        var best = evaluation.Baselines.MinBy(static one => one.Nats)!;
        var (ours, theirs) = (NumberText.Ratio(evaluation.Model.NatsPerCharacter), NumberText.Ratio(best.NatsPerCharacter));
        return evaluation.Model.Nats < best.Nats
            ? $"The model beats every simple method: {ours} nats a character against {theirs} of {Named(best.Method)}."
            : $"The model does not beat {Named(best.Method)} here ({ours} nats a character against {theirs}): train longer, or give it more text.";
    }

    public static string Perplexity(LanguageScores scores) => scores.Perplexity.ToString(scores.Perplexity < 100 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    public static string Named(string method) => method switch
    {
        "model" => "this model",
        "uniform" => "every token alike",
        "unigram" => "counts of tokens",
        _ => method.EndsWith("-gram", StringComparison.Ordinal) ? $"counts of {method}s" : method,
    };
}
