namespace Recurrent.Training;

/// <summary>What came out of <see cref="GradientStep"/>.</summary>
/// <param name="Loss">Weighted mean loss.</param>
/// <param name="Weight">Sum of this process's batch weights.</param>
/// <param name="Norm">Global norm of the mean gradient.</param>
internal readonly record struct GradientOutcome(double Loss, double Weight, double Norm)
{
    public bool IsFinite => double.IsFinite(Loss) && double.IsFinite(Norm);
}
