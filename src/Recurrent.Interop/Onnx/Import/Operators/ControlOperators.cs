using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Graphs within a node: If and Loop.</summary>
internal static class ControlOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.AddMany("If", static call => call.RunGraph(call.Graph(IsTrue(call[0]) ? "then_branch" : "else_branch"), []));
        table.AddMany("Loop", Loop);
    }

    /// <summary>Runs the body until the count is reached or the condition false; both may be left out.</summary>
    private static OnnxData?[] Loop(OperatorCall call)
    {
        CompiledGraph body = call.Graph("body");
        long most = call.Optional(0) is { } count ? Numbers.Integers(count)[0] : long.MaxValue;
        OnnxData condition = call.Optional(1) ?? OnnxData.Create<bool>([true]);
        OnnxData[] states = [.. Enumerable.Range(2, Math.Max(0, call.InputCount - 2)).Select(index => call[index])];
        int scans = body.Outputs.Count - 1 - states.Length;
        if (scans < 0)
        {
            throw new OperatorException($"its body has {body.Outputs.Count} outputs, expected at least {1 + states.Length}");
        }

        var collected = new List<OnnxData>[scans];
        Array.ForEach([.. Enumerable.Range(0, scans)], index => collected[index] = []);
        for (long turn = 0; turn < most && IsTrue(condition); turn++)
        {
            OnnxData[] outputs = call.RunGraph(body, [OnnxData.Create([turn]), condition, .. states]);
            condition = outputs[0];
            states = outputs[1..(1 + states.Length)];
            for (int index = 0; index < scans; index++)
            {
                collected[index].Add(outputs[1 + states.Length + index]);
            }
        }

        return [.. states, .. collected.Select((parts, index) => Scanned(call, body, 1 + states.Length + index, parts))];
    }

    /// <summary>What a body gave in all its turns as the entries of a first axis; of no turn, an axis of none.</summary>
    public static OnnxData Scanned(OperatorCall call, CompiledGraph body, int output, List<OnnxData> parts, long axis = 0)
    {
        if (parts.Count > 0)
        {
            return JoinOperators.Stack(call, parts, axis);
        }

        Messages.ValueInfoProto? type = body.OutputTypes.ElementAtOrDefault(output);
        int[] shape = [.. type?.Shape?.Select(dimension => Shapes.Of([dimension.Size ?? 0])[0]) ?? []];
        int place = Shapes.Axis(axis, shape.Length + 1);
        return call.New(type is null or { DataType: 0 } ? OnnxDataType.Float32 : (OnnxDataType)type.DataType, [.. shape[..place], 0, .. shape[place..]]);
    }

    private static bool IsTrue(OnnxData value) => Elementwise.Booleans(value) is { Length: 1 } one ? one[0] : throw new OperatorException($"a condition is {value}, expected one element");
}
