using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Linear;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>How columns become network inputs; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record RegressorSettings
{
    /// <summary>Names of the inputs. <c>[I]</c></summary>
    public required string[] Inputs { get; init; }

    /// <summary>Names of the outputs. <c>[O]</c></summary>
    public required string[] Outputs { get; init; }

    /// <summary>Column that names a row's record; null when all rows are one.</summary>
    public string? RecordColumn { get; init; }

    public required SignalScale[] InputScales { get; init; }

    public required SignalScale[] OutputScales { get; init; }

    /// <summary>Free-run RMSE in validation, scaled: how far a measured output is believed when a state is set from it.</summary>
    public required double Noise { get; init; }

    /// <summary>Finite impulse response fitted to the training rows, to be compared with.</summary>
    public required ArxModel Fir { get; init; }

    /// <summary>Linear difference equation fitted to the training rows, to be compared with.</summary>
    public required ArxModel Arx { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
