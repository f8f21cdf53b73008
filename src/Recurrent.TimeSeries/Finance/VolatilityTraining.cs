using Recurrent.Training;

namespace Recurrent.TimeSeries.Finance;

/// <summary>A finished training run.</summary>
/// <param name="Model">The model, with every fit of the walk forward.</param>
/// <param name="Settings">Every setting in use and the reason for it.</param>
/// <param name="Fits">How each fit went, in order of time; the last one learnt from all days.</param>
/// <param name="Run">Steps and time of the whole run; the loss is that of the last fit.</param>
public sealed record VolatilityTraining(VolatilityModel Model, IReadOnlyList<ChosenSetting> Settings, IReadOnlyList<FitRecord> Fits, TrainingSummary Run);
