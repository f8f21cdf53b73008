using System.Text.Json;
using Recurrent.Comparison.Contenders;
using Recurrent.Comparison.Measuring;
using Recurrent.Kernels;
using Recurrent.Kernels.Measuring;

namespace Recurrent.Comparison.Conditions;

/// <summary>A processor without AVX-512, imitated: 256-bit kernels against the 256-bit roof, and against libtorch, which keeps its own width.</summary>
internal sealed class NarrowVectors : ICondition
{
    private const int Bits = 256;
    private const int WideHidden = 512;
    private const int MostQuickHidden = 512;
    private const double TrainingShare = 0.7;
    private const double InferenceShare = 0.8;
    private const double SmallShare = 0.6;

    public string Name => "256-bit vectors";

    public IEnumerable<Finding> Measure(ConditionSettings settings)
    {
        string[] arguments = [ChildProcess.NarrowJob, $"{settings.Threads}", settings.IsQuick ? "quick" : "full"];
        using ChildProcess child = ChildProcess.Start(arguments, new Dictionary<string, string?> { ["DOTNET_EnableAVX512"] = "0" });
        foreach (string line in child.ReadLines())
        {
            yield return JsonSerializer.Deserialize<Finding>(line)!;
        }
    }

    /// <summary>The child's side: writes one finding a line.</summary>
    public static void Run(ConditionSettings settings, TextWriter output)
    {
        foreach (Finding finding in new NarrowVectors().MeasureHere(settings))
        {
            output.WriteLine(JsonSerializer.Serialize(finding));
            output.Flush();
        }
    }

    private IEnumerable<Finding> MeasureHere(ConditionSettings settings)
    {
        yield return new Finding(Name, "bits of a vector", VectorWidth.Current, FigureUnit.Count) { AtLeast = Bits, AtMost = Bits };

        // libtorch's side is timed as in a quick run: its figures stand for information.
        var timer = new PairTimer(TimingPlan.Quick);
        foreach (ContestCase entry in ContestCases.Of("train").Concat(ContestCases.Of("infer")).Where(entry => IsWanted(entry, settings)))
        {
            using Contest contest = entry.Open(settings.Threads);
            Contest withLibtorch = contest.Against(() => [.. contest.Peers.Where(peer => peer.Name == "libtorch")]);

            // The machine may be faster or slower than a minute ago.
            double roof = FmaRoof.Measure(settings.Threads);
            PairTiming timing = timer.Measure(withLibtorch);
            string name = $"{entry.Name}, {(entry.Kind == "train" ? "training" : "inference")}";
            yield return new Finding(Name, $"{name}, share of the roof", contest.Flops / timing.OurMilliseconds / 1e6 / roof, FigureUnit.Share) { AtLeast = LeastShare(entry) };
            yield return new Finding(Name, $"{name}, libtorch's time by ours", timing.Ratio, FigureUnit.Ratio);
        }
    }

    private static double LeastShare(ContestCase entry) =>
        entry.Sizes!.Hidden < WideHidden ? SmallShare : entry.Kind == "train" ? TrainingShare : InferenceShare;

    private static bool IsWanted(ContestCase entry, ConditionSettings settings) =>
        entry.Sizes is { Hidden: >= 256, Batch: >= 32, Layers: 1 } sizes && (!settings.IsQuick || sizes.Hidden <= MostQuickHidden);
}
