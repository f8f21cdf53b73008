using Recurrent.Comparison.Measuring;

namespace Recurrent.Comparison.Reporting;

/// <summary>A table that grows while the cases run.</summary>
internal sealed class TextReport(TextWriter output) : IReport
{
    private readonly List<CaseResult> _results = [];
    private bool _hasScores;

    public void Begin(RunConditions conditions)
    {
        foreach ((string name, string value) in Machine.Facts())
        {
            output.WriteLine($"{name + ":",-14} {value}");
        }

        output.WriteLine($"{"threads:",-14} {conditions.Threads}");
        output.WriteLine($"{"FMA roof:",-14} {conditions.Roof:0} GFLOP/s, {conditions.RoofOneThread:0} on one thread; barrier {conditions.BarrierNanoseconds:0} ns");
        output.WriteLine($"Outputs, losses and gradients of both sides agree within {Agreement.Tolerance:0e+0} of an array's largest value, or the case fails.");
        output.WriteLine("ratio = peer's time by ours, median of pairs: above 1 ours is faster. GF/s: 2 flops a multiply-add, training 3 forward passes.");
    }

    public void Add(CaseResult result)
    {
        if (_results.Count == 0 || _results[^1].Kind != result.Kind)
        {
            output.WriteLine();
            output.WriteLine($"{result.Kind,-32} {"ours ms",10} {"peer ms",10} {"ratio",7} {"GF/s",6} {"roof",5}  peer");
        }

        string tokens = result.Tokens == 0
            ? string.Empty
            : $"; tokens/s {1000 * result.Tokens / result.OursMs:0} ours, {1000 * result.Tokens / result.PeerMs:0} peer";
        output.WriteLine(
            $"{result.Case,-32} {Milliseconds(result.OursMs),10} {Milliseconds(result.PeerMs),10} {result.Ratio,7:0.00} {result.GigaflopsPerSecond,6:0} {result.RoofShare,5:0 %}  {result.Peer}{tokens}");
        _results.Add(result);
    }

    public void Add(PrecisionScore score)
    {
        if (!_hasScores)
        {
            output.WriteLine();
            output.WriteLine($"{"trained models",-32} {"float32",10} {"bfloat16",10} {"int8",10}");
            _hasScores = true;
        }

        output.WriteLine(
            $"{score.Name,-32} {score.Single,10:0.000000} {score.BFloat16,10:0.000000} {score.Int8,10:0.000000}  bfloat16 {score.BFloat16 / score.Single - 1:+0.00 %;-0.00 %}, int8 {score.Int8 / score.Single - 1:+0.00 %;-0.00 %}");
    }

    public void End()
    {
        output.WriteLine();
        output.WriteLine($"{"geometric mean of ratios",-32} {"all",10} {"without B1",10} {"worst",7}");
        foreach (IGrouping<string, CaseResult> kind in _results.GroupBy(result => result.Kind))
        {
            WriteSummary(kind.Key, [.. kind]);
            foreach (IGrouping<string, CaseResult> cell in kind.GroupBy(result => result.Case.Split(' ')[0]))
            {
                WriteSummary($"  {cell.Key}", [.. cell]);
            }
        }
    }

    private static string Milliseconds(double value) => value < 0.1 ? $"{value:0.00000}" : value < 10 ? $"{value:0.000}" : $"{value:0.0}";

    private void WriteSummary(string name, CaseResult[] results)
    {
        KindSummary summary = KindSummary.Of(results);
        string withoutBatch1 = double.IsNaN(summary.GeomeanWithoutBatch1) ? "-" : $"{summary.GeomeanWithoutBatch1:0.00}";
        output.WriteLine($"{name,-32} {summary.Geomean,10:0.00} {withoutBatch1,10} {summary.Min,7:0.00}");
    }
}
