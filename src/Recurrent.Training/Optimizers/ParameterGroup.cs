using System.Collections.Immutable;
using Recurrent.Layers;

namespace Recurrent.Training.Optimizers;

/// <summary>Parameters that are updated with the same settings.</summary>
/// <param name="Parameters">The parameters, each in one group only.</param>
public sealed record ParameterGroup(ImmutableArray<NamedParameter> Parameters)
{
    /// <summary>What the optimiser's learning rate is multiplied by; default 1, 0 freezes the group.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double LearningRateFactor
    {
        get;
        init => field = OptionGuard.Finite(value, nameof(LearningRateFactor));
    } = 1;

    /// <summary>Weight decay of this group; null (the default) takes the optimiser's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 0, to infinity or to NaN.</exception>
    public double? WeightDecay
    {
        get;
        init => field = value is { } decay ? OptionGuard.Finite(decay, nameof(WeightDecay)) : null;
    }

    /// <summary>All parameters of a model in one group.</summary>
    /// <param name="model">The model; a parameter used in two places is taken once, under its first name.</param>
    /// <returns>One group.</returns>
    public static ImmutableArray<ParameterGroup> All(Module model) => [new ParameterGroup(Distinct(model))];

    /// <summary>Two groups: matrices, which decay, and biases, norm gains and other vectors, which do not.</summary>
    /// <param name="model">The model.</param>
    /// <returns>
    /// The decaying group first; the second has weight decay 0 and holds every parameter of fewer than two axes or whose path speaks of a
    /// bias or a norm.
    /// </returns>
    /// <remarks>Decay pulls a map towards zero; pulling offsets and gains there only costs accuracy (Loshchilov and Hutter 2019 leave the choice open, common practice excludes them).</remarks>
    public static ImmutableArray<ParameterGroup> WithoutDecayOnVectors(Module model)
    {
        ImmutableArray<NamedParameter> all = Distinct(model);
        return
        [
            new ParameterGroup([.. all.Where(IsDecayed)]),
            new ParameterGroup([.. all.Where(named => !IsDecayed(named))]) { WeightDecay = 0 },
        ];
    }

    private static ImmutableArray<NamedParameter> Distinct(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.Parameters().DistinctBy(named => named.Parameter)];
    }

    private static bool IsDecayed(NamedParameter named) =>
        named.Parameter.Shape.Rank >= 2
        && !named.Name.Contains("bias", StringComparison.OrdinalIgnoreCase)
        && !named.Name.Contains("norm", StringComparison.OrdinalIgnoreCase);
}
