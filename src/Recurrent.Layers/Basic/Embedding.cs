using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Layers.Basic;

/// <summary>One trainable vector for each word or category, as <c>torch.nn.Embedding</c>.</summary>
public sealed class Embedding : Module
{
    private readonly int? _paddingIndex;

    /// <summary>Makes a table.</summary>
    /// <param name="count">V, the number of entries, at least 1.</param>
    /// <param name="size">D, the width of a vector, at least 1.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <param name="paddingIndex">An entry that stays zero: it stands for no word. Null (the default) for none.</param>
    /// <param name="weights">Another start; normal numbers with deviation 1 by default, as in PyTorch.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size below 1, or a padding index outside the table.</exception>
    public Embedding(int count, int size, InitializationScope initialization, int? paddingIndex = null, Initializer? weights = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        if (paddingIndex is { } padding && (uint)padding >= (uint)count)
        {
            throw new ArgumentOutOfRangeException(nameof(paddingIndex), padding, $"The padding index must be an entry of the table, 0 to {count - 1}.");
        }

        _paddingIndex = paddingIndex;
        Weight = AddParameter("weight", initialization.Create("weight", new Shape(count, size), weights ?? new Normal(1)));
        if (paddingIndex is { } zero)
        {
            Weight.BeginUpdate().Slice(zero * size, size).Clear();
        }
    }

    /// <summary>V, the number of entries.</summary>
    public int Count => Weight.Shape[0];

    /// <summary>D, the width of a vector.</summary>
    public int Size => Weight.Shape[1];

    /// <summary>The table, <c>[V, D]</c>, named <c>weight</c>.</summary>
    public Parameter Weight { get; }

    /// <summary>Looks entries up.</summary>
    /// <param name="tape">Where the result lives and is recorded.</param>
    /// <param name="indices">Entries from 0 to V − 1 in row-major order; left unchanged until the step ends.</param>
    /// <param name="shape">The axes of the indices, such as <c>[T, B]</c>.</param>
    /// <returns>The vectors, <c>[T, B, D]</c> for indices <c>[T, B]</c>.</returns>
    /// <exception cref="ArgumentException">An index is outside the table, or their number is not that of the shape.</exception>
    public Tensor Run(Tape tape, ReadOnlyMemory<int> indices, Shape shape) => tape.Embedding(Weight, indices, shape, _paddingIndex);
}
