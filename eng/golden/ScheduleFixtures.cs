using System.Text.Json.Nodes;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.optim;

namespace Recurrent.Golden;

/// <summary>The learning rate in force during each of 30 epochs.</summary>
internal static class ScheduleFixtures
{
    private const double Agreement = 1e-12;
    private const string Both = "TorchSharp's scheduler, equal to the closed form within 1e-12";

    public static void Write(FixtureFolder folder)
    {
        foreach (var item in ScheduleCase.All())
        {
            using var scope = torch.NewDisposeScope();
            var rates = Enumerable.Range(0, ScheduleCase.Epochs).Select(item.ClosedForm).ToArray();
            if (item.Create is not null)
            {
                var optimiser = Optimiser();
                var scheduler = item.Create(optimiser);
                Check(item.Name, rates, optimiser, _ => scheduler.step());
            }

            item.Options["baseRate"] = ScheduleCase.BaseRate;
            var fixture = new Fixture("schedule-" + item.Name, "schedule")
            {
                Oracle = item.Create is null ? "the closed form of eng/golden/ScheduleCase.cs" : Both,
                Options = item.Options,
            };
            fixture.Add("rates", rates);
            folder.Add(fixture);
        }

        WritePlateau(folder);
    }

    private static SGD Optimiser() => SGD([new Parameter(torch.zeros(1))], ScheduleCase.BaseRate);

    private static void Check(string name, double[] rates, SGD optimiser, Action<int> advance)
    {
        for (var epoch = 0; epoch < rates.Length; epoch++)
        {
            var actual = optimiser.ParamGroups.First().LearningRate;
            if (Math.Abs(actual - rates[epoch]) > Agreement)
                throw new InvalidOperationException(
                    $"{name}, epoch {epoch}: TorchSharp gives {actual:R}, the closed form {rates[epoch]:R}.");
            if (epoch + 1 < rates.Length) advance(epoch);
        }
    }

    private static void WritePlateau(FixtureFolder folder)
    {
        // Falls, stalls within the threshold, improves once after a reduction, then rises for good.
        double[] metrics =
        [
            1.0, 0.8, 0.7, 0.69999, 0.71, 0.7, 0.69998, 0.5, 0.51, 0.52, 0.5, 0.49999, 0.53, 0.45, 0.45, 0.46,
            0.47, 0.44999, 0.46, 0.47, 0.48, 0.49, 0.5, 0.51, 0.52, 0.53, 0.54, 0.55, 0.56, 0.57,
        ];
        using var scope = torch.NewDisposeScope();
        var rates = Plateau(metrics);
        var optimiser = Optimiser();
        var scheduler = lr_scheduler.ReduceLROnPlateau(optimiser, "min", 0.5, 2, 1e-4, "rel", 1, [0.01], 1e-8);
        Check("reduce-on-plateau", rates, optimiser, epoch => scheduler.step(metrics[epoch]));
        var fixture = new Fixture("schedule-reduce-on-plateau", "schedule")
        {
            Oracle = Both,
            Options = new JsonObject
            {
                ["baseRate"] = ScheduleCase.BaseRate,
                ["mode"] = "minimum",
                ["factor"] = 0.5,
                ["patience"] = 2,
                ["relativeThreshold"] = 1e-4,
                ["cooldown"] = 1,
                ["minimumRate"] = 0.01,
                ["note"] = "metrics[e] is seen at the end of epoch e and decides rates[e + 1]",
            },
        };
        fixture.Add("metrics", metrics);
        fixture.Add("rates", rates);
        folder.Add(fixture);
    }

    private static double[] Plateau(double[] metrics)
    {
        var (rate, best, bad, cooling) = (ScheduleCase.BaseRate, double.PositiveInfinity, 0, 0);
        var rates = new double[metrics.Length];
        for (var epoch = 0; epoch < metrics.Length; epoch++)
        {
            rates[epoch] = rate;
            var better = metrics[epoch] < best * (1 - 1e-4);
            if (better) best = metrics[epoch];
            bad = better ? 0 : bad + 1;
            if (cooling > 0)
            {
                cooling--;
                bad = 0;
            }

            if (bad <= 2) continue;
            rate = Math.Max(rate * 0.5, 0.01);
            (cooling, bad) = (1, 0);
        }

        return rates;
    }
}
