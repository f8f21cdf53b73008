using Recurrent.Cli.Bench;

namespace Recurrent.Cli.Reports;

/// <summary>One measured case.</summary>
/// <param name="Kind">train, infer or step.</param>
/// <param name="Cell">rnn, lstm or gru.</param>
/// <param name="Input">I.</param>
/// <param name="Hidden">H.</param>
/// <param name="Batch">B.</param>
/// <param name="Time">T.</param>
/// <param name="Microseconds">Median of a run.</param>
/// <param name="Gflops">Matrix products only, two operations a multiply-add, in 10⁹ a second.</param>
/// <param name="RoofShare">Of the roof on as many threads, 0 to 1.</param>
internal sealed record BenchEntry(
    string Kind, string Cell, int Input, int Hidden, int Batch, int Time, double Microseconds, double Gflops, double RoofShare)
{
    public static BenchEntry Of(string kind, BenchCell cell, BenchSize size, double seconds, double flops, double roof)
    {
        var speed = flops / seconds / 1e9;
        return new BenchEntry(kind, cell.Name, size.Input, size.Hidden, size.Batch, size.Time, seconds * 1e6, speed, speed / roof);
    }
}
