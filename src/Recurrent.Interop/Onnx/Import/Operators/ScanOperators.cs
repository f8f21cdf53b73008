using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Scan: a graph run for every step of a sequence.</summary>
internal static class ScanOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("Scan", Scan, since: 9);
        table.AddMany("Scan", ScanOfBatches, since: 8, until: 8);
    }

    private static OnnxData?[] Scan(OperatorCall call)
    {
        CompiledGraph body = call.Graph("body");
        int count = ScanCount(call, 0);
        OnnxData[] states = Inputs(call, 0, call.InputCount - count), scanned = Inputs(call, call.InputCount - count, count);
        int outputs = body.Outputs.Count - states.Length;
        return Run(call, states, scanned, new Plan(
            call.Ints("scan_input_axes") ?? new long[count],
            call.Ints("scan_input_directions") ?? new long[count],
            call.Ints("scan_output_axes") ?? new long[Math.Max(0, outputs)],
            call.Ints("scan_output_directions") ?? new long[Math.Max(0, outputs)]));
    }

    /// <summary>The form of version 8: a batch of sequences, each run by itself over its own length.</summary>
    private static OnnxData?[] ScanOfBatches(OperatorCall call)
    {
        CompiledGraph body = call.Graph("body");
        int count = ScanCount(call, 1);
        OnnxData[] states = Inputs(call, 1, call.InputCount - 1 - count), scanned = Inputs(call, call.InputCount - count, count);
        int batch = call[1].Axes[0], outputs = body.Outputs.Count - states.Length;
        long[]? lengths = call.Optional(0) is { } given ? Numbers.Integers(given) : null;
        var plan = new Plan(new long[count], call.Ints("directions") ?? new long[count], new long[Math.Max(0, outputs)], new long[Math.Max(0, outputs)]);
        var rows = new List<OnnxData>[body.Outputs.Count];
        Array.ForEach([.. Enumerable.Range(0, rows.Length)], index => rows[index] = []);
        for (int row = 0; row < batch; row++)
        {
            OnnxData[] sequences = [.. scanned.Select(value => Row(value, row))];
            int time = sequences[0].Axes[0], length = lengths is null ? time : (int)Math.Clamp(lengths[row], 0, time);
            OnnxData[] shorter = [.. sequences.Select(value => IndexingOperators.Part(value, 0, 0, length))];
            OnnxData?[] results = Run(call, [.. states.Select(value => Row(value, row))], shorter, plan);
            for (int index = 0; index < rows.Length; index++)
            {
                rows[index].Add(index < states.Length ? results[index]! : Padded(call, results[index]!, time));
            }
        }

        return [.. rows.Select(parts => JoinOperators.Stack(call, parts, 0))];
    }

    private static OnnxData?[] Run(OperatorCall call, OnnxData[] states, OnnxData[] scanned, Plan plan)
    {
        CompiledGraph body = call.Graph("body");
        int scans = body.Outputs.Count - states.Length;
        int[] axes = [.. scanned.Select((value, index) => Shapes.Axis(plan.InputAxes[index], value.Rank))];
        int time = scanned[0].Axes[axes[0]];
        if (scans < 0 || scanned.Where((value, index) => value.Axes[axes[index]] != time).Any())
        {
            throw new OperatorException("its body has too few outputs, or its sequences are not of one length");
        }

        var collected = new List<OnnxData>[scans];
        Array.ForEach([.. Enumerable.Range(0, scans)], index => collected[index] = []);
        for (int step = 0; step < time; step++)
        {
            OnnxData[] slices = [.. scanned.Select((value, index) => At(value, axes[index], plan.InputDirections[index] == 0 ? step : time - 1 - step))];
            OnnxData[] outputs = call.RunGraph(body, [.. states, .. slices]);
            states = outputs[..states.Length];
            for (int index = 0; index < scans; index++)
            {
                collected[index].Insert(plan.OutputDirections[index] == 0 ? step : 0, outputs[states.Length + index]);
            }
        }

        return [.. states, .. collected.Select((parts, index) => ControlOperators.Scanned(call, body, states.Length + index, parts, plan.OutputAxes[index]))];
    }

    private static int ScanCount(OperatorCall call, int before)
    {
        long count = call.Int("num_scan_inputs", 0);
        return count >= 1 && count <= call.InputCount - before ? (int)count : throw new OperatorException($"num_scan_inputs is {count}, expected 1 to {call.InputCount - before}");
    }

    private static OnnxData[] Inputs(OperatorCall call, int start, int count) => [.. Enumerable.Range(start, count).Select(index => call[index])];

    private static OnnxData Row(OnnxData value, int row) => At(value, 0, row);

    private static OnnxData At(OnnxData value, int axis, int index) =>
        IndexingOperators.Part(value, axis, index, 1).Reshaped([.. value.Axes[..axis], .. value.Axes[(axis + 1)..]]);

    private static OnnxData Padded(OperatorCall call, OnnxData value, int time) => value.Axes[0] == time
        ? value
        : JoinOperators.Concat(call, [value, call.New(value.ElementType, [time - value.Axes[0], .. value.Axes[1..]])], 0);

    private sealed record Plan(long[] InputAxes, long[] InputDirections, long[] OutputAxes, long[] OutputDirections);
}
