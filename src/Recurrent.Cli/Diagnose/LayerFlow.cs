using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Diagnose;

/// <summary>The gradient of what a layer reads, through all of it.</summary>
/// <param name="Path">Its place in the model.</param>
/// <param name="Flow">By lag.</param>
internal sealed record LayerFlow(string Path, GradientFlow Flow);
