namespace Recurrent.Interop.Weights;

/// <summary>What was found in a file of weights.</summary>
/// <param name="Layers">The layers, in the order of the file.</param>
/// <param name="Unrecognized">Tensors that are part of none of them.</param>
public sealed record Recognition(IReadOnlyList<RecognizedLayer> Layers, IReadOnlyList<UnrecognizedTensor> Unrecognized)
{
    /// <summary>One layer by its name.</summary>
    /// <param name="name">Its place in the file.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those there are.</exception>
    public RecognizedLayer this[string name] => Layers.FirstOrDefault(layer => layer.Name == name)
        ?? throw new KeyNotFoundException($"There is no layer '{name}'; found were {(Layers.Count == 0 ? "none" : string.Join(", ", Layers.Take(20).Select(layer => $"'{layer.Name}'")))}.");
}
