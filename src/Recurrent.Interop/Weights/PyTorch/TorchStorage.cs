using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>The bytes behind one tensor or several.</summary>
/// <param name="Key">The name of its file in the archive.</param>
/// <param name="Format">How its elements are written; null where only the tensors say it.</param>
/// <param name="Count">Elements, or bytes where there is no format.</param>
internal sealed record TorchStorage(string Key, ElementFormat? Format, long Count);
