namespace Recurrent.Training.Diagnosis;

/// <summary>An update whose gradient was far longer than those before it.</summary>
/// <param name="Update">The update.</param>
/// <param name="Usual">Median of the gradient norms of the updates before it.</param>
public readonly record struct ExplodingStep(UpdateRecord Update, double Usual)
{
    /// <summary>How many times as long as usual; infinite or not a number where the gradient was.</summary>
    public double Ratio => Update.GradientNorm / Usual;
}
