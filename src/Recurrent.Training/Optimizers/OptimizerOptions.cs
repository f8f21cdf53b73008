namespace Recurrent.Training.Optimizers;

/// <summary>What every optimiser has.</summary>
public record OptimizerOptions
{
    /// <summary>Step size at the start; a schedule may change it at every step. Null (the default) takes the optimiser's own default.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How strongly weights are pulled to zero, λ ≥ 0; null takes the optimiser's own default (0, AdamW 0.01).</summary>
    public double? WeightDecay { get; init; }

    /// <summary>
    /// Whether decay shrinks the weight directly, w ← (1 − ηλ) w (Loshchilov and Hutter 2019), instead of adding λw to the gradient.
    /// Null takes the optimiser's own default: false as in PyTorch, true for AdamW.
    /// </summary>
    public bool? DecoupledWeightDecay { get; init; }
}
