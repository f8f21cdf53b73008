using Recurrent.Tensors;

namespace Recurrent.Training.Gradients;

/// <summary>Keeps a gradient from throwing the weights far away: recurrent nets have cliffs (Pascanu, Mikolov and Bengio 2013).</summary>
public abstract record GradientClip
{
    /// <summary>Changes the gradients in place.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <returns>The global norm before clipping, for the log.</returns>
    public double Apply(ReadOnlySpan<Parameter> parameters)
    {
        double norm = GradientNorm.Of(parameters);
        Apply(parameters, norm, threads: 0);
        return norm;
    }

    /// <summary>Changes the gradients in place, given their norm, on up to <paramref name="threads"/> threads; 0 takes one per core.</summary>
    /// <returns>Whether anything was changed.</returns>
    internal abstract bool Apply(ReadOnlySpan<Parameter> parameters, double globalNorm, int threads);

    private protected static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "A clipping limit must be a finite number above 0.");
}
