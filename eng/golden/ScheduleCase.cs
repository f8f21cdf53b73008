using System.Text.Json.Nodes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Recurrent.Golden;

/// <summary>
/// One learning-rate schedule: TorchSharp's version and its closed form by epoch.
/// Without TorchSharp's version the closed form alone is the oracle.
/// </summary>
internal sealed record ScheduleCase(
    string Name, JsonObject Options, Func<SGD, optim.lr_scheduler.LRScheduler>? Create, Func<int, double> ClosedForm)
{
    public const double BaseRate = 0.1;
    public const int Epochs = 30;

    public static IEnumerable<ScheduleCase> All() => [.. Decaying(), .. Cosine(), .. OneCycle()];

    private static IEnumerable<ScheduleCase> Decaying()
    {
        yield return new(
            "step", new() { ["stepSize"] = 7, ["gamma"] = 0.5 },
            o => optim.lr_scheduler.StepLR(o, 7, 0.5), epoch => BaseRate * Math.Pow(0.5, epoch / 7));
        yield return new(
            "multi-step", new() { ["milestones"] = new JsonArray(5, 12, 20), ["gamma"] = 0.3 },
            o => optim.lr_scheduler.MultiStepLR(o, [5, 12, 20], 0.3),
            epoch => BaseRate * Math.Pow(0.3, (epoch >= 5 ? 1 : 0) + (epoch >= 12 ? 1 : 0) + (epoch >= 20 ? 1 : 0)));
        yield return new(
            "exponential", new() { ["gamma"] = 0.9 },
            o => optim.lr_scheduler.ExponentialLR(o, 0.9), epoch => BaseRate * Math.Pow(0.9, epoch));
        yield return new(
            "polynomial", new() { ["totalEpochs"] = 25, ["power"] = 2.0 },
            o => optim.lr_scheduler.PolynomialLR(o, 25, 2), epoch => BaseRate * Math.Pow(1 - Math.Min(epoch, 25) / 25.0, 2));
        yield return new(
            "linear-warmup", new() { ["startFactor"] = 0.1, ["endFactor"] = 1.0, ["warmupEpochs"] = 8 },
            o => optim.lr_scheduler.LinearLR(o, 0.1, 1, 8), epoch => BaseRate * (0.1 + 0.9 * Math.Min(epoch, 8) / 8.0));
    }

    private static IEnumerable<ScheduleCase> Cosine()
    {
        const double floor = 0.001;
        double Between(double done) => floor + (BaseRate - floor) * (1 + Math.Cos(Math.PI * done)) / 2;
        yield return new(
            "cosine", new() { ["period"] = 29, ["minimumRate"] = floor },
            o => optim.lr_scheduler.CosineAnnealingLR(o, 29, floor), epoch => Between(epoch / 29.0));

        // Loshchilov, Hutter 2017, equation 5: not in TorchSharp.
        yield return new("cosine-restarts", new() { ["firstPeriod"] = 5, ["periodFactor"] = 2, ["minimumRate"] = floor }, null, epoch =>
        {
            var period = 5;
            for (; epoch >= period; period *= 2) epoch -= period;
            return Between(epoch / (double)period);
        });
    }

    private static IEnumerable<ScheduleCase> OneCycle()
    {
        const double peak = 0.1, first = peak / 25, last = first / 1e4;

        // The rise ends at step 0.3 * 30 - 1 = 8, the fall at 29.
        static double At(int step, Func<double, double> fraction) =>
            step <= 8 ? first + (peak - first) * fraction(step / 8.0) : peak + (last - peak) * fraction((step - 8) / 21.0);

        static JsonObject Settings(string anneal) => new()
        {
            ["peakRate"] = peak,
            ["totalSteps"] = Epochs,
            ["riseFraction"] = 0.3,
            ["initialDivisor"] = 25.0,
            ["finalDivisor"] = 1e4,
            ["anneal"] = anneal,
        };
        yield return new(
            "one-cycle", Settings("cosine"),
            o => optim.lr_scheduler.OneCycleLR(o, peak, Epochs, cycle_momentum: false),
            step => At(step, done => (1 - Math.Cos(Math.PI * done)) / 2));
        yield return new(
            "one-cycle-linear", Settings("linear"),
            o => optim.lr_scheduler.OneCycleLR(
                o, peak, Epochs, cycle_momentum: false, anneal_strategy: optim.lr_scheduler.impl.OneCycleLR.AnnealStrategy.Linear),
            step => At(step, done => done));
    }
}
