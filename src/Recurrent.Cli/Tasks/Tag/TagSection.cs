using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Text.Tagging;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>What a report says of one run.</summary>
internal static class TagSection
{
    private const int MostKinds = 20;
    private const int MostSentences = 12;
    private static readonly LossFigure Curves = new(0, "Training loss in nats a token, with dropout and hidden words; the best weights are those of the lowest validation error.")
    {
        Title = "Training loss and validation error",
        Legend = [new("ink", "training loss"), new("model", "1 − entity F1 on the validation sentences")],
    };


    public static void Write(TextWriter writer, TagOutcome outcome)
    {
        writer.Write($"<p class=\"facts\">{Html.Text(TagText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            writer.Write($"<p class=\"verdict{(TagText.IsBetter(test) ? "" : " warning")}\">{Html.Text(TagText.Verdict(test))}</p>\n");
            WriteScores(writer, test);
            WriteMistakes(writer, test);
            WriteSentences(writer, outcome, test);
        }
        WriteRun(writer, outcome);
    }

    private static void WriteScores(TextWriter writer, TaggerEvaluation test)
    {
        writer.Write($"<h3>Scores beside simple methods</h3>\n<p>On {NumberText.Count(test.Sentences.Count)} sentences which nothing was learnt or chosen from. An entity is right when its first token, its last token and its type are (conlleval).</p>\n");
        writer.Write(Html.Table(
            ["method", "precision", "recall", "entity F1", "token accuracy"],
            test.Baselines.Prepend(test.Model).Select(static one => new[]
            {
                Html.Text(TagText.Named(one.Method)), NumberText.Share(one.Entities.Precision), NumberText.Share(one.Entities.Recall), NumberText.Share(one.Entities.F1), NumberText.Share(one.Accuracy),
            }),
            isNumeric: true));
        writer.Write("<h3>Scores of every type</h3>\n");
        writer.Write(Html.Table(
            ["type", "precision", "recall", "entity F1", "entities", "found", "right"],
            test.Model.Types.Select(static one => new[]
            {
                Html.Text(one.Key), NumberText.Share(one.Value.Precision), NumberText.Share(one.Value.Recall), NumberText.Share(one.Value.F1),
                NumberText.Count(one.Value.Gold), NumberText.Count(one.Value.Predicted), NumberText.Count(one.Value.Correct),
            }),
            isNumeric: true));
    }

    private static void WriteMistakes(TextWriter writer, TaggerEvaluation test)
    {
        var kinds = TagDisagreements.Of(test);
        writer.Write($"<h3>What was taken for what</h3>\n<p>{NumberText.Count(kinds.Sum(static one => one.Count))} mistakes{(kinds.Count > MostKinds ? $"; the {MostKinds} most frequent kinds" : "")}.</p>\n");
        if (kinds.Count == 0) return;
        writer.Write(Html.Table(
            ["entity", "taken for", "how often", "such as"],
            kinds.Take(MostKinds).Select(static one => new[]
            {
                Html.Text(one.Gold ?? "none"), Html.Text(one.IsBoundary ? $"{one.Predicted} with other ends" : one.Predicted ?? "none"), NumberText.Count(one.Count), Html.Text(one.Example),
            }),
            isNumeric: false));
    }

    private static void WriteSentences(TextWriter writer, TagOutcome outcome, TaggerEvaluation test)
    {
        var types = outcome.Training.Model.Types;
        writer.Write("<h3>Sentences</h3>\n<p>As the tagger reads them; below a sentence with mistakes, what would have been right.</p>\n");
        int[] filled = [.. Enumerable.Range(0, test.Sentences.Count).Where(index => test.Predictions[index].Entities.Count > 0 && test.Sentences[index].Length is > 4 and < 60)];
        // Spread over the file, so that they are not all of one text.
        for (var shown = 0; shown < Math.Min(MostSentences, filled.Length); shown++)
        {
            var index = filled[(int)((long)shown * filled.Length / Math.Min(MostSentences, filled.Length))];
            var (sentence, said) = (test.Sentences[index], test.Predictions[index].Entities);
            var gold = TagSequence.Entities(sentence.Tags!);
            writer.Write($"<p>{EntityText.Write(sentence.Tokens, said, types)}");
            if (!gold.SequenceEqual(said)) writer.Write($"<br><small>right: {EntityText.Write(sentence.Tokens, gold, types)}</small>");
            writer.Write("</p>\n");
        }
    }

    private static void WriteRun(TextWriter writer, TagOutcome outcome)
    {
        RunSection.WriteTraining(writer, $"{RunSection.Facts(outcome.Training.Run)} Entity F1 on the validation sentences {NumberText.Share(outcome.Training.ValidationF1)}.", outcome.Losses, Curves);
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }
}
