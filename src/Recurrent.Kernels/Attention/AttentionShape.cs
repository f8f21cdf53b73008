using System.Numerics.Tensors;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Attention;

/// <summary>Sizes of attention with several heads over time-major sequences [T, B, K·D].</summary>
/// <param name="Queries">T of the queries.</param>
/// <param name="Keys">S, T of the keys and values.</param>
/// <param name="Rows">B.</param>
/// <param name="Heads">K.</param>
/// <param name="Width">D, the width of a head, at least 1.</param>
internal readonly record struct AttentionShape(int Queries, int Keys, int Rows, int Heads, int Width)
{
    /// <summary>Queries of a tile.</summary>
    public const int QueryBlock = 64;

    /// <summary>Keys of a tile: its scores stay in the second-level cache.</summary>
    public const int KeyBlock = 256;

    /// <summary>Rows and heads: what one thread does on its own.</summary>
    public int Items => Rows * Heads;

    /// <summary>Floats from one step to the next.</summary>
    public int Pitch => Rows * Heads * Width;

    /// <summary>1 / √D.</summary>
    public float Scale => 1f / MathF.Sqrt(Width);

    /// <summary>Floats of scratch memory that one thread needs.</summary>
    public int ScratchLength => 2 * QueryBlock * (Width + KeyBlock);

    /// <summary>Where an item's values begin at a step.</summary>
    public int At(int step, int item) => (step * Pitch) + (item * Width);

    /// <summary>Multiply-adds of a pass that looks at every pair once.</summary>
    public long Work => (long)Items * Queries * Keys * Width;

    /// <summary>The queries of an item, scaled and without gaps.</summary>
    public void LoadScaled(ReadOnlySpan<float> query, int item, ItemRange queries, Span<float> destination)
    {
        for (int step = queries.Start; step < queries.End; step++)
            TensorPrimitives.Multiply(query.Slice(At(step, item), Width), Scale, destination.Slice((step - queries.Start) * Width, Width));
    }
}
