using System.Text;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>A named setting of a node.</summary>
public sealed class OnnxAttribute
{
    /// <summary>A whole number.</summary>
    /// <param name="name">As the operator's specification calls it.</param>
    /// <param name="value">The number.</param>
    public OnnxAttribute(string name, long value) => Message = new AttributeProto { Name = name, Type = AttributeType.Int, Int = value };

    /// <summary>A number.</summary>
    /// <param name="name">As the operator's specification calls it.</param>
    /// <param name="value">The number.</param>
    public OnnxAttribute(string name, float value) => Message = new AttributeProto { Name = name, Type = AttributeType.Float, Float = value };

    /// <summary>Text.</summary>
    /// <param name="name">As the operator's specification calls it.</param>
    /// <param name="value">The text.</param>
    public OnnxAttribute(string name, string value) => Message = new AttributeProto { Name = name, Type = AttributeType.String, String = Encoding.UTF8.GetBytes(value) };

    /// <summary>Several whole numbers.</summary>
    /// <param name="name">As the operator's specification calls it.</param>
    /// <param name="values">The numbers.</param>
    public OnnxAttribute(string name, ReadOnlySpan<long> values)
    {
        Message = new AttributeProto { Name = name, Type = AttributeType.Ints };
        Message.Ints.AddRange(values);
    }

    /// <summary>Several texts.</summary>
    /// <param name="name">As the operator's specification calls it.</param>
    /// <param name="values">The texts.</param>
    public OnnxAttribute(string name, ReadOnlySpan<string> values)
    {
        Message = new AttributeProto { Name = name, Type = AttributeType.Strings };
        foreach (string value in values)
        {
            Message.Strings.Add(Encoding.UTF8.GetBytes(value));
        }
    }

    /// <summary>A graph that the node runs, such as the body of a loop.</summary>
    /// <param name="name">As the operator's specification calls it.</param>
    /// <param name="body">From <see cref="OnnxGraphBuilder.Subgraph"/>.</param>
    public OnnxAttribute(string name, OnnxGraphBuilder body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Message = new AttributeProto { Name = name, Type = AttributeType.Graph, Graph = body.Graph };
    }

    internal AttributeProto Message { get; }
}
