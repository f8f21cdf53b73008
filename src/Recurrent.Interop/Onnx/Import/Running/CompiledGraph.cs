using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>A graph, or the body of a function, ready to run.</summary>
internal sealed class CompiledGraph
{
    /// <summary>Names of what goes in.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Names of what comes out.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Types of what comes out, as far as the file says; empty for functions.</summary>
    public required IReadOnlyList<ValueInfoProto> OutputTypes { get; init; }

    /// <summary>Constants by name.</summary>
    public required IReadOnlyDictionary<string, Constant> Constants { get; init; }

    /// <summary>Attributes a function has when its caller gives none.</summary>
    public IReadOnlyDictionary<string, AttributeProto> Defaults { get; init; } = new Dictionary<string, AttributeProto>();

    /// <summary>In an order in which they can run; filled once by the compiler.</summary>
    public IReadOnlyList<CompiledNode> Nodes { get; set; } = [];
}
