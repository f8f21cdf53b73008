using Recurrent.Tensors;

namespace Recurrent.Interop.Weights;

/// <summary>The tensors that stand together in a file.</summary>
/// <param name="name">The place, without a dot at its end.</param>
internal sealed class LayerPlace(string name)
{
    public string Name => name;

    /// <summary>By what follows the place's name.</summary>
    public OrderedDictionary<string, Tensor> Tensors { get; } = [];
}
