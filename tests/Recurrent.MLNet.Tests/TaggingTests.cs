using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Host;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.Tests;

public sealed class TaggingTests(Models models) : IClassFixture<Models>
{
    private MLContext Context => models.Context;

    [Fact]
    public void Tags_and_their_probabilities_are_those_of_the_tagger()
    {
        var view = models.Tagging.Transform(models.Rows("sentences"));
        var expected = models.Tagging.Model.Tag([.. SampleRows.Sentences().Select(static row => row.Tokens)], probabilities: true);
        Assert.Equal(expected.Select(static one => one.Tags), view.GetColumn<string[]>("PredictedLabel"));
        Assert.Equal(expected.Select(static one => one.Probabilities!.Select(static value => (float)value)), view.GetColumn<float[]>("Score"));
        Assert.Contains(view.GetColumn<string[]>("PredictedLabel"), static tags => tags.Contains("B-PER"));
    }

    [Fact]
    public void Tags_may_be_keys_and_tokens_may_come_from_TokenizeIntoWords()
    {
        var rows = SampleRows.Sentences().Select(static row => new Line { Sentence = string.Join(' ', row.Tokens), Tags = string.Join(' ', row.Label) });
        var pipeline = Context.Transforms.Text.TokenizeIntoWords("Tokens", "Sentence")
            .Append(Context.Transforms.Text.TokenizeIntoWords("Label", "Tags"))
            .Append(Context.Transforms.Conversion.MapValueToKey("Label"))
            .Append(Context.MulticlassClassification.Trainers.RecurrentTagging(Models.TaggingOptions));
        var view = Context.Data.LoadFromEnumerable(rows);
        var said = pipeline.Fit(view).Transform(view).GetColumn<string[]>("PredictedLabel");
        Assert.Equal(models.Tagging.Transform(models.Rows("sentences")).GetColumn<string[]>("PredictedLabel"), said);
    }

    [Fact]
    public void An_empty_sentence_has_no_tags()
    {
        using var engine = Context.Model.CreatePredictionEngine<SentenceRow, Said>(models.Tagging);
        Assert.Empty(engine.Predict(new SentenceRow()).PredictedLabel);
    }

    [Fact]
    public void Unequal_lengths_unknown_marks_and_empty_tokens_are_refused_with_their_row()
    {
        var rows = SampleRows.Sentences();
        rows[3].Label = ["O"];
        Assert.Equal(4, Refused(rows).Row);
        rows[3].Label = ["X-PER", "O", "O", "O", "O"];
        Assert.Contains("X-PER", Refused(rows).Message, StringComparison.Ordinal);
        rows[3].Tokens[1] = " ";
        Assert.Equal(("Tokens", 4), (Refused(rows).Column, Refused(rows).Row));
    }

    private DataFormatException Refused(IReadOnlyList<SentenceRow> rows) => Assert.Throws<DataFormatException>(
        () => Context.MulticlassClassification.Trainers.RecurrentTagging(Models.TaggingOptions).Fit(Context.Data.LoadFromEnumerable(rows)));

    private sealed class Line
    {
        public string Sentence { get; set; } = "";

        public string Tags { get; set; } = "";
    }

    private sealed class Said
    {
        public string[] PredictedLabel { get; set; } = [];
    }
}
