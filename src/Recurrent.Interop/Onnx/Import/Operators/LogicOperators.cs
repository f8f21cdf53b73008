using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>True and false.</summary>
internal static class LogicOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("And", static call => Elementwise.Logic(call, static (x, y) => x && y));
        table.Add("Or", static call => Elementwise.Logic(call, static (x, y) => x || y));
        table.Add("Xor", static call => Elementwise.Logic(call, static (x, y) => x != y));
        table.Add("Not", static call => OnnxData.Create<bool>(Array.ConvertAll(Elementwise.Booleans(call[0]), static x => !x), call[0].Axes));
        table.Add("BitwiseNot", static call => Elementwise.Map(call[0], static _ => throw new OperatorException("it is defined for whole numbers only"), static x => ~x), since: 18);
        table.Add("Where", Where, since: 9);
    }

    /// <summary>The element of the second input where the first is true, that of the third elsewhere.</summary>
    private static OnnxData Where(OperatorCall call)
    {
        bool[] condition = Elementwise.Booleans(call[0]);
        (OnnxData left, OnnxData right) = (call[1], call[2]);
        if (left.ElementType != right.ElementType)
        {
            throw new OperatorException($"the inputs {left} and {right} have different types of elements");
        }

        int[] shape = call.Bounded(Shapes.Broadcast(call[0].Axes, Shapes.Broadcast(left.Axes, right.Axes)));
        int[]? conditions = Selection.Places(call[0].Axes, shape), lefts = Selection.Places(left.Axes, shape), rights = Selection.Places(right.Axes, shape);
        OnnxData both = JoinOperators.Concat(call, [left.Reshaped(left.Count), right.Reshaped(right.Count)], 0);
        var map = new int[Shapes.Count(shape)];
        for (int index = 0; index < map.Length; index++)
        {
            map[index] = condition[conditions?[index] ?? index] ? lefts?[index] ?? index : left.Count + (rights?[index] ?? index);
        }

        return Selection.ByMap(both, map, 1, shape);
    }
}
