using System.Collections.Immutable;
using Recurrent.Training.Events;
using Recurrent.Training.Gradients;

namespace Recurrent.Training;

/// <summary>What a run uses of the world around it.</summary>
public sealed record TrainingServices
{
    /// <summary>The clock for time budgets and logs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Joins gradients of several processes; this process alone by default.</summary>
    public IGradientReducer Reducer { get; init; } = new LocalReducer();

    /// <summary>Who is told what happens.</summary>
    public ImmutableArray<ITrainingObserver> Observers { get; init; } = [];
}
