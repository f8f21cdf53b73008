using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>The part of a report on one language model: scores, what it writes, where a text surprises it, how it was trained.</summary>
internal static class GenerateSection
{
    private const int SurpriseCharacters = 600;

    public static void Write(TextWriter writer, GenerateOutcome outcome)
    {
        writer.Write($"<p>{Html.Text(GenerateText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test) WriteScores(writer, test);
        WriteSamples(writer, outcome);
        if (outcome.Request.Test.Length > 0) WriteSurprise(writer, outcome);
        WriteRun(writer, outcome);
    }

    private static void WriteScores(TextWriter writer, LanguageEvaluation test)
    {
        var best = test.Baselines.Min(static one => one.Nats);
        writer.Write($"<p class=\"verdict{(test.Model.Nats < best ? "" : " warning")}\">{Html.Text(GenerateText.Verdict(test))}</p>\n");
        writer.Write($"<h3>Scores beside simple methods</h3>\n<p>On {NumberText.Count(test.Model.Characters)} characters which nothing was learnt or chosen from, read as one text with the state carried along. "
            + "Nats and bits a character can be compared between models of one text; perplexity, the number of tokens among which it is as if the model had to guess, between models of one vocabulary.</p>\n");
        writer.Write(Html.Table(
            ["method", "nats/char", "bits/char", "perplexity"],
            test.Baselines.Prepend(test.Model).Select(static one => new[]
            {
                Html.Text(GenerateText.Named(one.Method)), NumberText.Ratio(one.NatsPerCharacter), NumberText.Ratio(one.BitsPerCharacter), GenerateText.Perplexity(one),
            }),
            isNumeric: true));
    }

    private static void WriteSamples(TextWriter writer, GenerateOutcome outcome)
    {
        writer.Write("<h3>What it writes</h3>\n<p>Without a prompt. A low temperature is careful and repeats itself, a high one is bold and errs.</p>\n");
        foreach (var sample in outcome.Samples)
            writer.Write($"<h4>Temperature {sample.Temperature.ToString(CultureInfo.InvariantCulture)}</h4>\n<pre style=\"white-space:pre-wrap\">{Html.Text(sample.Text)}</pre>\n");
    }

    /// <summary>The start of the text kept apart, each token the darker the less the model foresaw it.</summary>
    private static void WriteSurprise(TextWriter writer, GenerateOutcome outcome)
    {
        var text = outcome.Request.Test[..Math.Min(SurpriseCharacters, outcome.Request.Test.Length)];
        writer.Write("<h3>What surprises it</h3>\n<p>The start of the text kept apart; the darker, the less probable the model thought it (point at a token for its probability).</p>\n<pre style=\"white-space:pre-wrap;line-height:1.7\">");
        foreach (var (token, nats) in outcome.Training.Model.Surprises(text))
        {
            var share = (int)Math.Clamp(nats * 12, 0, 80);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"<span title=\"p = {Math.Exp(-nats):0.###}\" style=\"background:color-mix(in srgb, var(--actual) {share}%, transparent)\">{Html.Text(token)}</span>"));
        }
        writer.Write("</pre>\n");
    }

    private static void WriteRun(TextWriter writer, GenerateOutcome outcome)
    {
        RunSection.WriteTraining(writer, RunSection.Facts(outcome.Training.Run), outcome.Losses, new LossFigure(0, "Nats a token; with dropout in training, its loss may be the larger."));
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }
}
