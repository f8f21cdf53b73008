namespace Recurrent.Cli.Bench;

/// <summary>What to measure and for how long.</summary>
/// <param name="Sizes">Layers to train and to run.</param>
/// <param name="StepSizes">Layers to step through one value at a time; their batch and time are 1.</param>
/// <param name="WarmUp">Seconds of a case that do not count.</param>
/// <param name="Budget">Seconds of a case that count.</param>
internal sealed record BenchPlan(IReadOnlyList<BenchSize> Sizes, IReadOnlyList<BenchSize> StepSizes, double WarmUp, double Budget)
{
    /// <summary>Small, medium and large; 33 cases in about twenty seconds.</summary>
    public static BenchPlan Full { get; } = new(
        [new(32, 64, 16, 64), new(64, 128, 32, 100), new(128, 256, 32, 50), new(256, 512, 32, 50)],
        [new(32, 32, 1, 1), new(64, 128, 1, 1), new(128, 256, 1, 1)],
        WarmUp: 0.2,
        Budget: 0.35);

    /// <summary>For a look: nine cases in about two seconds.</summary>
    public static BenchPlan Quick { get; } = new([new(64, 128, 32, 100)], [new(64, 128, 1, 1)], WarmUp: 0.1, Budget: 0.1);
}
