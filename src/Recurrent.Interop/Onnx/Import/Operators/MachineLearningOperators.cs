using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Operators;

/// <summary>Those of <c>ai.onnx.ml</c> that prepare numbers: what skl2onnx puts before and after a network.</summary>
internal static class MachineLearningOperators
{
    private const string Domain = "ai.onnx.ml";

    public static void AddTo(OperatorTable table)
    {
        table.AddMany("Scaler", static call => [Scale(call)], since: 1, domain: Domain);
        table.AddMany("ArrayFeatureExtractor", static call => [Extract(call)], since: 1, domain: Domain);
    }

    /// <summary>(x − offset) · scale, one of each for all features or one per feature.</summary>
    private static OnnxData Scale(OperatorCall call)
    {
        OnnxData input = TypeOperators.Cast(call[0], OnnxDataType.Float32);
        float[] offset = call.Floats("offset") ?? [0], scale = call.Floats("scale") ?? [1];
        OnnxData centred = Elementwise.Combine(call, input, OnnxData.Create<float>(offset, offset.Length), static (x, shift) => x - shift);
        return Elementwise.Combine(call, centred, OnnxData.Create<float>(scale, scale.Length), static (x, factor) => x * factor);
    }

    private static OnnxData Extract(OperatorCall call)
    {
        OnnxData data = call[0].Rank == 1 ? call[0].Reshaped(1, call[0].Count) : call[0];
        int[][] tables = Selection.AllOf(data.Axes);
        int length = data.Axes[^1];
        tables[^1] = Array.ConvertAll(Numbers.Integers(call[1]), index => IndexingOperators.Place(index, length));
        return Selection.ByTables(data, tables);
    }
}
