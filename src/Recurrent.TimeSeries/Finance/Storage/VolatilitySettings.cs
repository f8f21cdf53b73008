using Recurrent.Training;

namespace Recurrent.TimeSeries.Finance.Storage;

/// <summary>How a model was walked forward; stored as <c>preprocessing</c> in <c>model.json</c>.</summary>
internal sealed record VolatilitySettings
{
    public required int RefitEvery { get; init; }

    public required int ResidualWindow { get; init; }

    /// <summary>Whether the market trades on Saturdays or Sundays, as the training days show.</summary>
    public required bool HasWeekends { get; init; }

    public required ChosenSetting[] Settings { get; init; }
}
