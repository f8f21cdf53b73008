using Recurrent.Interop.Onnx.Messages;
using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>What all graphs of a model share: names, weights and remarks.</summary>
internal sealed class OnnxModelParts(string name)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<Parameter, string> _paths = [];

    /// <summary>The main graph, which holds all constants, those that loops read too.</summary>
    public GraphProto Main { get; } = new() { Name = name };

    /// <summary>What was made of constants already, by a description of how.</summary>
    public Dictionary<object, OnnxValue> Made { get; } = [];

    public List<StringStringEntryProto> Metadata { get; } = [];

    /// <summary>A name that no other value or node has: the wish, or the wish and a number.</summary>
    public string Unique(string wish)
    {
        string unique = wish;
        for (int number = 1; !_names.Add(unique); number++)
        {
            unique = $"{wish}_{number}";
        }

        return unique;
    }

    /// <summary>Takes a name as it is.</summary>
    /// <exception cref="ArgumentException">It is taken.</exception>
    public void Take(string own)
    {
        if (!_names.Add(own))
        {
            throw new ArgumentException($"The graph has a value '{own}' already; inputs and outputs need names of their own.", nameof(own));
        }
    }

    /// <summary>Names parameters by their paths; a shared one keeps its first name.</summary>
    public void Name(Module module, string path)
    {
        foreach ((string own, Parameter parameter) in module.Parameters())
        {
            _paths.TryAdd(parameter, path.Length == 0 ? own : $"{path}.{own}");
        }
    }

    public string PathOf(Parameter parameter) => _paths.GetValueOrDefault(parameter, "weight");
}
