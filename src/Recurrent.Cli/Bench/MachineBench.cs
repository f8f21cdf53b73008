using Recurrent.Cli.Reports;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Bench;

/// <summary>Measures the machine first and then every case against it.</summary>
internal static class MachineBench
{
    // A backward pass has two products for each one of the forward pass: for the input and for the weights.
    private const double TrainingFlopsPerForward = 3;

    /// <summary>Runs the whole plan.</summary>
    /// <param name="plan">Sizes and times.</param>
    /// <param name="threads">0 takes one per core.</param>
    /// <param name="report">Hears what is about to be measured.</param>
    /// <param name="cancellation">Ends the run between two timed blocks.</param>
    public static BenchDocument Run(BenchPlan plan, int threads, Action<string> report, CancellationToken cancellation)
    {
        report("measuring the roof");
        var machine = MachineProfile.Measure(threads);
        List<BenchEntry> cases = [];
        foreach (var size in plan.Sizes)
        {
            foreach (var cell in BenchCell.All)
            {
                report($"{cell.Name} I{size.Input} H{size.Hidden} B{size.Batch} T{size.Time}");
                var bench = new SequenceBench(cell, size, machine.Threads);
                var forward = size.ForwardFlops(cell.Gates);
                cases.Add(Entry("train", bench.Training(), TrainingFlopsPerForward * forward, machine.Roof));
                cases.Add(Entry("infer", bench.Inference(), forward, machine.Roof));

                BenchEntry Entry(string kind, Action run, double flops, double roof) =>
                    BenchEntry.Of(kind, cell, size, RunTimer.Median(run, plan, cancellation), flops, roof);
            }
        }

        foreach (var size in plan.StepSizes)
        {
            foreach (var cell in BenchCell.All)
            {
                report($"{cell.Name} step I{size.Input} H{size.Hidden}");
                var run = new SequenceBench(cell, size, 1).Step();
                cases.Add(BenchEntry.Of("step", cell, size, RunTimer.Median(run, plan, cancellation), size.ForwardFlops(cell.Gates), machine.RoofOneThread));
            }
        }

        return new BenchDocument
        {
            LibraryVersion = LibraryVersion.Current,
            Runtime = BenchDocument.RuntimeText,
            VectorBits = MachineProfile.VectorBits,
            Cores = Environment.ProcessorCount,
            Threads = machine.Threads,
            RoofOneThreadGflops = machine.RoofOneThread,
            RoofGflops = machine.Roof,
            BarrierNanoseconds = machine.BarrierNanoseconds,
            Cases = cases,
        };
    }
}
