using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx;

/// <summary>Finds every constant of a model, at any depth.</summary>
internal static class OnnxTensors
{
    /// <summary>All constants: those of graphs, and those that are attributes of nodes.</summary>
    public static List<TensorProto> Of(ModelProto model)
    {
        var found = new List<TensorProto>();
        if (model.Graph is { } graph)
        {
            Add(graph, found);
        }

        foreach (FunctionProto function in model.Functions)
        {
            function.Nodes.ForEach(node => Add(node, found));
        }

        return found;
    }

    private static void Add(GraphProto graph, List<TensorProto> found)
    {
        found.AddRange(graph.Initializers);
        foreach (NodeProto node in graph.Nodes)
        {
            Add(node, found);
        }
    }

    private static void Add(NodeProto node, List<TensorProto> found)
    {
        foreach (AttributeProto attribute in node.Attributes)
        {
            if (attribute.Tensor is { } tensor)
            {
                found.Add(tensor);
            }

            if (attribute.Graph is { } graph)
            {
                Add(graph, found);
            }

            found.AddRange(attribute.Tensors);
            foreach (GraphProto one in attribute.Graphs)
            {
                Add(one, found);
            }
        }
    }
}
