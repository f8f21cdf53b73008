using Recurrent.Layers;

namespace Recurrent.Training.Events;

/// <summary>A run begins.</summary>
/// <param name="Model">What is trained.</param>
/// <param name="Job">Its data and loss.</param>
/// <param name="Step">Steps made before: 0, or those of the checkpoint it goes on from.</param>
public readonly record struct StartRecord(Module Model, ITrainingJob Job, long Step);
