namespace Recurrent.Tensors.Storage;

/// <summary>The content of a safetensors file.</summary>
/// <param name="Tensors">Float32 tensors by name, in the order of the file's data.</param>
/// <param name="Metadata">Free text by key; empty when the file has none.</param>
public sealed record SafeTensors(IReadOnlyDictionary<string, Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>The number format each tensor had in the file, by name.</summary>
    internal IReadOnlyDictionary<string, ElementFormat> Formats { get; init; } = new Dictionary<string, ElementFormat>();

    /// <summary>One tensor that must be there.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor.</returns>
    /// <exception cref="KeyNotFoundException">The file has no such tensor; the message lists what it has.</exception>
    public Tensor this[string name] => Tensors.TryGetValue(name, out Tensor? tensor)
        ? tensor
        : throw new KeyNotFoundException($"There is no tensor '{name}'; the file has {string.Join(", ", Tensors.Keys.Take(20))}.");
}
