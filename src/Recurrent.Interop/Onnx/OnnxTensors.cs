using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx;

/// <summary>Finds every constant of a model, at any depth.</summary>
internal static class OnnxTensors
{
    /// <summary>All constants: those of graphs, and those that are attributes of nodes.</summary>
    public static IEnumerable<TensorProto> Of(ModelProto model) =>
        (model.Graph is { } graph ? Of(graph) : []).Concat(model.Functions.SelectMany(function => function.Nodes.SelectMany(Of)));

    private static IEnumerable<TensorProto> Of(GraphProto graph) => graph.Initializers.Concat(graph.Nodes.SelectMany(Of));

    private static IEnumerable<TensorProto> Of(NodeProto node) => node.Attributes.SelectMany(attribute =>
        (attribute.Tensor is { } tensor ? [tensor] : Array.Empty<TensorProto>())
        .Concat(attribute.Tensors)
        .Concat(attribute.Graph is { } graph ? Of(graph) : [])
        .Concat(attribute.Graphs.SelectMany(Of)));
}
