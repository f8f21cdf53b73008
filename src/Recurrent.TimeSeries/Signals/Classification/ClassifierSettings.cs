using Recurrent.TimeSeries.Signals.Features;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>How a signal becomes what the networks read, and their answer a label; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record ClassifierSettings
{
    public required SignalFeatures Features { get; init; }

    /// <summary>Names of the classes in the order of the networks' outputs. [C]</summary>
    public required string[] Labels { get; init; }

    /// <summary>The scale of the training signals. [base]</summary>
    public required FeatureScale Scale { get; init; }

    public required float SlopeGain { get; init; }

    /// <summary>Which columns of the training file were what.</summary>
    public SignalReaderOptions Reading { get; init; } = new();

    public required ChosenSetting[] Settings { get; init; }

    public FeatureReader OpenReader() => new(Features) { Scale = Scale, SlopeGain = SlopeGain };
}
