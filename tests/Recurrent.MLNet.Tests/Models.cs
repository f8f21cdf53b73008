using Microsoft.ML;
using Recurrent.MLNet.Host;
using Recurrent.Text.Classification;
using Recurrent.Text.Tagging;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Tests;

/// <summary>A small model of every task, trained once.</summary>
public sealed class Models
{
    private readonly Lazy<RecurrentForecastTransformer> _forecast;
    private readonly Lazy<RecurrentDetectionTransformer> _detection;
    private readonly Lazy<ITransformer> _text;
    private readonly Lazy<RecurrentTaggingTransformer> _tagging;

    public Models()
    {
        _forecast = new(() => Context.Forecasting.ForecastByRecurrentNetwork(ForecastOptions, ForecastColumns).Fit(Rows("sales")));
        _detection = new(() => Context.AnomalyDetection.Trainers.RecurrentNetwork(DetectionOptions, DetectionColumns).Fit(Rows("load")));
        _text = new(() => Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.MulticlassClassification.Trainers.RecurrentTextClassification(TextOptions))
            .Append(Context.Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel"))
            .Fit(Rows("texts")));
        _tagging = new(() => Context.MulticlassClassification.Trainers.RecurrentTagging(TaggingOptions).Fit(Rows("sentences")));
    }

    public static ForecasterOptions ForecastOptions { get; } = new() { Horizon = 6, Hidden = 8, Members = 1, Epochs = 2, StepsPerEpoch = 5, Context = 24 };

    public static ForecastColumnNames ForecastColumns { get; } =
        new() { Value = "Sales", Time = "Month", Series = "Shop", LowerBound = "Lower", UpperBound = "Upper" };

    public static DetectorOptions DetectionOptions { get; } = new() { Hidden = 4, Epochs = 2, FalseAlarmsPerDay = 1 };

    public static DetectionColumnNames DetectionColumns { get; } = new() { Channels = ["Load"], Time = "Time" };

    public static TextClassifierOptions TextOptions { get; } = new() { Hidden = 8, Embedding = 8, Epochs = 4, LearningRate = 0.02, MinimumCount = 1 };

    public static TaggerOptions TaggingOptions { get; } = new() { Hidden = 8, Embedding = 8, CharacterFeatures = 4, Epochs = 6, LearningRate = 0.02, Dropout = 0.1 };

    public MLContext Context { get; } = new(seed: 1);

    public RecurrentForecastTransformer Forecast => _forecast.Value;

    public RecurrentDetectionTransformer Detection => _detection.Value;

    /// <summary>A chain with ML.NET's own key mappings before and behind.</summary>
    public ITransformer Text => _text.Value;

    public RecurrentTaggingTransformer Tagging => _tagging.Value;

    public IDataView Rows(string name) => SampleRows.Named(Context, name);

    /// <summary>The model of a kind of rows.</summary>
    public ITransformer For(string rows) => rows switch
    {
        "sales" or "histories" => Forecast,
        "load" => Detection,
        "texts" => Text,
        _ => Tagging,
    };
}
