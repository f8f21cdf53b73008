using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>A use of an operator with everything looked up that does not change from run to run.</summary>
internal sealed class CompiledNode
{
    private volatile object? _cache;

    public required NodeProto Proto { get; init; }

    /// <summary>What it runs; null where it calls <see cref="Function"/>.</summary>
    public Operator? Operator { get; init; }

    /// <summary>The function of the model that it calls.</summary>
    public CompiledGraph? Function { get; init; }

    /// <summary>The version of the operator's set.</summary>
    public required long Version { get; init; }

    public required IReadOnlyDictionary<string, AttributeProto> Attributes { get; init; }

    /// <summary>Graphs among the attributes, by the attribute's name.</summary>
    public required IReadOnlyDictionary<string, CompiledGraph> Graphs { get; init; }

    /// <summary>Values nobody reads after this node.</summary>
    public IReadOnlyList<string> LastUses { get; set; } = [];

    /// <summary>What the operator made of constants and wants to find at the next run; any thread may replace it.</summary>
    public object? Cache
    {
        get => _cache;
        set => _cache = value;
    }

    /// <summary>For messages: the node's name or its first output, and the operator.</summary>
    public string Title => $"{Proto.Title} ({Proto.Operator})";
}
