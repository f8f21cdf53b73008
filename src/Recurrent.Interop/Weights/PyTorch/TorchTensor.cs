using System.Collections.Immutable;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>A view of a storage, as <c>_rebuild_tensor_v2</c> takes it.</summary>
/// <param name="Storage">Where its bytes are.</param>
/// <param name="Format">How its elements are written.</param>
/// <param name="Offset">The first element.</param>
/// <param name="Sizes">Axis lengths.</param>
/// <param name="Strides">Elements from one entry of an axis to the next.</param>
internal sealed record TorchTensor(TorchStorage Storage, ElementFormat Format, long Offset, ImmutableArray<long> Sizes, ImmutableArray<long> Strides)
{
    /// <summary>Equal for two views of the same values.</summary>
    public string Identity => $"{Storage.Key}/{Format}/{Offset}/{string.Join(',', Sizes)}/{string.Join(',', Strides)}";
}
