using Recurrent.Interop.Onnx.Import.Running;
using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Weights;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Import.Conversion;

/// <summary>Products with a constant matrix, normalisations and look-ups as layers of this library; null where a node is none.</summary>
internal static class FeedForwardLayers
{
    /// <summary>x Wᵀ + b: a Gemm, or a MatMul with an Add behind it.</summary>
    public static RecognizedLayer? Linear(CompiledNode node, GraphLinks links)
    {
        bool isGemm = node.Proto.Operator == "Gemm";
        if (links.ConstantOf(node, 1) is not { Rank: 2, ElementType: OnnxDataType.Float32, Count: > 0 } matrix || (isGemm && !IsPlain(node)))
        {
            return null;
        }

        OnnxData weight = isGemm && Number(node, "transB") != 0 ? matrix : Selection.Transpose(matrix, [1, 0]);
        OnnxData? bias = isGemm ? links.ConstantOf(node, 2) : BiasBehind(node, links);
        if (isGemm && bias is null && node.Proto.Inputs.ElementAtOrDefault(2) is { Length: > 0 })
        {
            return null;
        }

        int outputs = weight.Axes[0];
        bool hasBias = bias is { ElementType: OnnxDataType.Float32 } && bias.Count == outputs;
        var description = new LayerDescription { Kind = LayerKind.Linear, InputSize = weight.Axes[1], Size = outputs, HasBias = hasBias };
        var parameters = new Dictionary<string, Tensor> { ["weight"] = weight.AsTensor(new Shape(weight.Axes)) };
        if (hasBias)
        {
            parameters.Add("bias", bias!.AsTensor(new Shape(outputs)));
        }

        return new RecognizedLayer(string.Empty, description, parameters);
    }

    public static RecognizedLayer? LayerNorm(CompiledNode node, GraphLinks links)
    {
        const float UsualEpsilon = 1e-5f;
        bool isLast = (node.Attributes.GetValueOrDefault("axis")?.Int ?? -1) == -1;
        if (!isLast || links.ConstantOf(node, 1) is not { Rank: 1, ElementType: OnnxDataType.Float32, Count: > 0 } scale)
        {
            return null;
        }

        OnnxData? shift = links.ConstantOf(node, 2);
        var shape = new Shape(scale.Count);
        var description = new LayerDescription { Kind = LayerKind.LayerNorm, InputSize = scale.Count, Size = scale.Count, Epsilon = node.Attributes.GetValueOrDefault("epsilon")?.Float ?? UsualEpsilon };
        return new RecognizedLayer(string.Empty, description, new Dictionary<string, Tensor>
        {
            ["weight"] = scale.AsTensor(shape),
            ["bias"] = shift is { ElementType: OnnxDataType.Float32 } && shift.Count == scale.Count ? shift.AsTensor(shape) : Tensor.Zeros(shape),
        });
    }

    public static RecognizedLayer? Embedding(CompiledNode node, GraphLinks links)
    {
        if (links.ConstantOf(node, 0) is not { Rank: 2, ElementType: OnnxDataType.Float32, Count: > 0 } table || Number(node, "axis") != 0)
        {
            return null;
        }

        var description = new LayerDescription { Kind = LayerKind.Embedding, InputSize = table.Axes[0], Size = table.Axes[1] };
        return new RecognizedLayer(string.Empty, description, new Dictionary<string, Tensor> { ["weight"] = table.AsTensor(new Shape(table.Axes)) });
    }

    private static bool IsPlain(CompiledNode node) =>
        (node.Attributes.GetValueOrDefault("alpha")?.Float ?? 1) == 1 && (node.Attributes.GetValueOrDefault("beta")?.Float ?? 1) == 1 && Number(node, "transA") == 0;

    private static OnnxData? BiasBehind(CompiledNode node, GraphLinks links) =>
        links.OnlyReader(node) is { Proto.Operator: "Add" } add ? links.ConstantOf(add, add.Proto.Inputs[0] == node.Proto.Outputs[0] ? 1 : 0) : null;

    private static long Number(CompiledNode node, string name) => node.Attributes.GetValueOrDefault(name)?.Int ?? 0;
}
