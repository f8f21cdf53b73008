using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Host;
using Recurrent.MLNet.Interior;

namespace Recurrent.MLNet.Tests;

public sealed class SchemaTests(Models models) : IClassFixture<Models>
{
    [Theory]
    [InlineData("sales")]
    [InlineData("histories")]
    [InlineData("load")]
    [InlineData("texts")]
    [InlineData("sentences")]
    public void The_shape_an_estimator_promises_is_the_shape_that_comes(string rows)
    {
        var input = models.Rows(rows).Schema;
        Assert.Equal(Described(Shapes.Of(models.For(rows).GetOutputSchema(input))), Described(Estimator(rows).GetOutputSchema(Shapes.Of(input))));
    }

    [Theory]
    [InlineData("sales", "Sales")]
    [InlineData("sales", "Month")]
    [InlineData("sales", "Shop")]
    [InlineData("load", "Load")]
    [InlineData("load", "Time")]
    [InlineData("texts", "Text")]
    [InlineData("texts", "Label")]
    [InlineData("sentences", "Tokens")]
    [InlineData("sentences", "Label")]
    public void A_missing_column_and_one_of_another_type_are_named(string rows, string column)
    {
        var view = models.Rows(rows);
        var without = models.Context.Transforms.DropColumns(column).Fit(view).Transform(view);
        Named(() => Trainer(rows).Fit(without), column);
        Named(() => Trainer(rows).GetOutputSchema(Shapes.Of(without.Schema)), column);
        var other = models.Context.Transforms.CopyColumns(column, "Other").Fit(Other(view)).Transform(Other(view));
        Named(() => Trainer(rows).Fit(other), column);
        if (column != "Label") Named(() => models.For(rows).Transform(other), column);
    }

    [Fact]
    public void Columns_of_the_same_name_are_hidden_by_those_made()
    {
        var view = models.Rows("load");
        var named = models.Context.Transforms.CopyColumns("Score", "Load").Fit(view).Transform(view);
        var made = models.Detection.Transform(named);
        Assert.Equal(models.Detection.Transform(view).GetColumn<float>("Score"), made.GetColumn<float>("Score"));
        Assert.Equal(2, made.Schema.Count(static column => column.Name == "Score"));
    }

    [Fact]
    public void Nothing_is_computed_for_columns_that_are_not_read()
    {
        var rows = SampleRows.Sales();
        rows[10].Sales = float.PositiveInfinity;
        var made = models.Forecast.Transform(models.Context.Data.LoadFromEnumerable(rows));
        Assert.Equal(192, made.GetColumn<float>("Sales").Count());
        Assert.Throws<Training.Data.DataFormatException>(() => made.GetColumn<float[]>("Forecast").Count());
    }

    [Fact]
    public void Columns_that_were_not_asked_for_or_are_of_another_type_cannot_be_read()
    {
        var view = models.Detection.Transform(models.Rows("load"));
        using var cursor = view.GetRowCursor([view.Schema["Score"]]);
        Assert.Throws<ArgumentException>(() => cursor.GetGetter<bool>(view.Schema["PredictedLabel"]));
        Assert.Throws<ArgumentException>(() => cursor.GetGetter<double>(view.Schema["Score"]));
    }

    [Fact]
    public void Rows_in_their_order_are_not_shuffled_and_single_rows_are()
    {
        Assert.False(models.Detection.Transform(models.Context.Data.Cache(models.Rows("load"))).CanShuffle);
        Assert.True(models.Tagging.Transform(models.Context.Data.Cache(models.Rows("sentences"))).CanShuffle);
        var shuffled = models.Context.Data.ShuffleRows(models.Tagging.Transform(models.Context.Data.Cache(models.Rows("sentences"))), seed: 1);
        Assert.All(shuffled.GetColumn<string[]>("PredictedLabel"), static tags => Assert.Equal(5, tags.Length));
    }

    [Fact]
    public void Training_is_told_to_the_log()
    {
        var context = new MLContext();
        var told = new List<string>();
        context.Log += (_, message) => told.Add(message.Message);
        context.MulticlassClassification.Trainers.RecurrentTagging(Models.TaggingOptions with { Epochs = 1 }).Fit(SampleRows.Named(context, "sentences"));
        Assert.Contains(told, static message => message.Contains("Epoch 1: loss", StringComparison.Ordinal));
    }

    private static void Named(Action action, string column) =>
        Assert.Contains($"'{column}'", Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private IDataView Other(IDataView view) =>
        models.Context.Transforms.CustomMapping<Nothing, Flag>(static (_, flag) => flag.Other = true, contractName: null).Fit(view).Transform(view);

    /// <summary>What the model of a kind of rows was trained by.</summary>
    private IEstimator<ITransformer> Estimator(string rows) => rows == "texts"
        ? models.Context.Transforms.Conversion.MapValueToKey("Label").Append(Trainer(rows)).Append(models.Context.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel"))
        : Trainer(rows);

    private IEstimator<ITransformer> Trainer(string rows) => rows switch
    {
        "sales" or "histories" => models.Context.Forecasting.ForecastByRecurrentNetwork(Models.ForecastOptions, Models.ForecastColumns),
        "load" => models.Context.AnomalyDetection.Trainers.RecurrentNetwork(Models.DetectionOptions, Models.DetectionColumns),
        "texts" => models.Context.MulticlassClassification.Trainers.RecurrentTextClassification(Models.TextOptions),
        _ => models.Context.MulticlassClassification.Trainers.RecurrentTagging(Models.TaggingOptions),
    };

    private static string[] Described(SchemaShape shape) =>
        [.. shape.Select(static column => $"{column.Name}: {column.Kind} {column.ItemType} key {column.IsKey} ({string.Join(", ", Described(column.Annotations))})").Order(StringComparer.Ordinal)];

    private sealed class Nothing;

    private sealed class Flag
    {
        public bool Other { get; set; }
    }
}
