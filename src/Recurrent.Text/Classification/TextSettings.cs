using Recurrent.Text.Classification.Reading;
using Recurrent.Training;

namespace Recurrent.Text.Classification;

/// <summary>How a text becomes what the networks read, and their answer labels; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record TextSettings
{
    /// <summary>Names of the classes in the order of the networks' outputs. [C]</summary>
    public required string[] Labels { get; init; }

    /// <summary>Whether a text may have several labels or none.</summary>
    public required bool MultiLabel { get; init; }

    public required int MaximumTokens { get; init; }

    /// <summary>What the networks' scores are divided by before they become probabilities.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>What the temperature did on the texts held back; null when there were none.</summary>
    public TextCalibration? Calibration { get; init; }

    /// <summary>Which columns of the training file were what.</summary>
    public TextReaderOptions Reading { get; init; } = new();

    public required ChosenSetting[] Settings { get; init; }
}
