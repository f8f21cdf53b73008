namespace Recurrent.Training.Optimizers;

/// <summary>Weight decay in the form the loop needs.</summary>
/// <param name="Coupled">λ, added times the value to the gradient.</param>
/// <param name="Keep">1 − ηλ, what is left of the value before the update.</param>
internal readonly record struct DecayFactors(float Coupled, float Keep)
{
    public static DecayFactors From(double weightDecay, double learningRate, bool isDecoupled) => isDecoupled
        ? new DecayFactors(0, (float)(1 - (learningRate * weightDecay)))
        : new DecayFactors((float)weightDecay, 1);
}
