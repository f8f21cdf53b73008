using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Recurrent.Tensors;

namespace Recurrent.Layers.Cells;

/// <summary>Room for the tensors of a state on the stack, so that a step of a live stream allocates no array.</summary>
[InlineArray(Most)]
internal struct StateComponents
{
    private const int Most = 8;

    private Tensor _first;

    /// <summary>Room for so many tensors; an array where there are more than eight.</summary>
    [UnscopedRef]
    public Span<Tensor> Of(int count) => count <= Most ? ((Span<Tensor>)this)[..count] : new Tensor[count];
}
