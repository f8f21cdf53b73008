namespace Recurrent.Training.Optimizers;

/// <summary>Options with an optimiser's defaults filled in and checked.</summary>
internal readonly record struct OptimizerDefaults(double LearningRate, double WeightDecay, bool IsDecoupled)
{
    public static OptimizerDefaults From(OptimizerOptions options, double learningRate, double weightDecay = 0, bool isDecoupled = false)
    {
        var filled = new OptimizerDefaults(options.LearningRate ?? learningRate, options.WeightDecay ?? weightDecay, options.DecoupledWeightDecay ?? isDecoupled);
        if (!double.IsFinite(filled.LearningRate) || filled.LearningRate < 0)
            throw new ArgumentOutOfRangeException(nameof(options), filled.LearningRate, "The learning rate must be a finite number, at least 0.");
        if (!double.IsFinite(filled.WeightDecay) || filled.WeightDecay < 0)
            throw new ArgumentOutOfRangeException(nameof(options), filled.WeightDecay, "Weight decay must be a finite number, at least 0.");
        return filled;
    }

    /// <summary>Checks a forgetting factor.</summary>
    public static double Fraction(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "Expected at least 0 and below 1.");
}
