using System.Collections.Immutable;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>An array of the file; its values are taken from there when they are needed.</summary>
/// <param name="Name">Its path.</param>
/// <param name="Axes">Its axis lengths.</param>
/// <param name="Format">How its elements are written.</param>
/// <param name="Data">Its bytes.</param>
internal sealed record H5Dataset(string Name, ImmutableArray<long> Axes, ElementFormat Format, ReadOnlyMemory<byte> Data)
{
    public int Rank => Axes.Length;

    public Shape Shape => new([.. Axes.Select(axis => (int)axis)]);

    /// <summary>One element, in row-major order.</summary>
    public float this[H5Bytes file, int index]
    {
        get
        {
            int size = ElementFormats.SizeOf(Format);
            float value = 0;
            return ElementFormats.Decode(Format, Data.Span.Slice(index * size, size), new Span<float>(ref value)) < 0
                ? value
                : throw file.Wrong(Name, $"element {index} of {Format} does not fit float32; store it as float32.");
        }
    }
}
