using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.Model;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Fitting;

/// <summary>Cuts scaled records into segments, and gives every step a role in each fold.</summary>
/// <remarks>
/// Short data are cut into three blocks of time, each kept apart by the fits of one fold while the simulation runs on through it; of long data
/// the last fifth is kept apart once.
/// </remarks>
internal sealed class SegmentPlan
{
    private const int LongData = 8192;
    private const int LongestSegment = 4096;
    private const int ShortFolds = 3;
    private const double KeptShare = 0.2;
    private const int MostLeadIn = 64;

    public SegmentPlan(IReadOnlyList<SignalRecord> records, RegressorSettings settings)
    {
        var steps = records.Sum(static record => record.Steps);
        IsLong = steps > LongData;
        var folds = IsLong ? 1 : ShortFolds;
        Folds = [.. Enumerable.Range(0, folds).Select(fold => Build(records, settings, fold, steps))];
    }

    public bool IsLong { get; }

    /// <summary>Segments of each fold.</summary>
    public IReadOnlyList<StateSpaceSegment>[] Folds { get; }

    private List<StateSpaceSegment> Build(IReadOnlyList<SignalRecord> records, RegressorSettings settings, int fold, int steps)
    {
        var (from, to) = IsLong
            ? ((int)(steps * (1 - KeptShare)), steps)
            : ((int)((long)fold * steps / ShortFolds), (int)((long)(fold + 1) * steps / ShortFolds));
        var (segments, place) = (new List<StateSpaceSegment>(), 0);
        foreach (var record in records)
        {
            var inputs = SignalScale.Normalise(record.Inputs, settings.InputScales);
            var outputs = SignalScale.Normalise(record.Outputs, settings.OutputScales);
            var roles = new StepRole[record.Steps];
            for (var step = 0; step < roles.Length; step++, place++) roles[step] = place >= from && place < to ? StepRole.Validation : StepRole.Training;
            // Some steps must tell where a record begins that is otherwise kept apart as a whole.
            if (!roles.Contains(StepRole.Training)) roles.AsSpan(0, Math.Min(MostLeadIn, (roles.Length / 4) + 1)).Fill(StepRole.Training);
            Cut(new StateSpaceSegment(inputs, outputs, roles), record, segments);
        }
        return segments;
    }

    /// <summary>Pieces of a few thousand steps, none of which begins with steps that are kept apart.</summary>
    private static void Cut(StateSpaceSegment whole, SignalRecord record, List<StateSpaceSegment> segments)
    {
        var start = 0;
        while (start < whole.Steps)
        {
            var end = start + LongestSegment;
            while (end < whole.Steps && whole.Roles.Span[end] != StepRole.Training) end++;
            if (whole.Steps - end < LongestSegment / 2) end = whole.Steps;
            var count = end - start;
            segments.Add(new StateSpaceSegment(
                whole.Inputs.Slice(start * record.InputCount, count * record.InputCount),
                whole.Outputs.Slice(start * record.OutputCount, count * record.OutputCount),
                whole.Roles.Slice(start, count)));
            start = end;
        }
    }
}
