using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>Which steps of which rows belong together when every step reads the state of <paramref name="dilation"/> steps before.</summary>
/// <param name="input"><c>[T, B, I]</c> with lengths.</param>
/// <param name="dilation">d, at least 1.</param>
/// <param name="direction">The way through time.</param>
/// <remarks>
/// Step t of row b becomes step t / d of row (t mod d) · B + b: d interleaved sequences side by side. Slot j holds the state that is j steps old,
/// so the j-th step to come reads slot d − 1 − j.
/// </remarks>
internal sealed class DilatedSlots(SequenceBatch input, int dilation, SequenceDirection direction)
{
    /// <summary>d.</summary>
    public int Dilation { get; } = dilation;

    /// <summary>Steps of the interleaved sequences, the last one filled up with padding.</summary>
    public int Time { get; } = (input.Time + dilation - 1) / dilation;

    /// <summary>Lengths of the d · B interleaved rows.</summary>
    public int[] Lengths() => [.. Rows().Select(place => Math.Max(0, (input.LengthOf(place.Row) - place.Residue + Dilation - 1) / Dilation))];

    /// <summary>Where the first state of every interleaved row stands among the slots, d · B rows slot by slot.</summary>
    public int[] First() => [.. Rows().Select(place => ((Dilation - 1 - Visit(place)) * input.Batch) + place.Row)];

    /// <summary>Where the state for every slot stands among the interleaved rows after the last step.</summary>
    public int[] Last()
    {
        var places = new int[Dilation * input.Batch];
        foreach (Place place in Rows())
        {
            // The row that is visited at count n is visited last at the largest n' ≤ length − 1 with the same remainder.
            int slot = Modulo(input.LengthOf(place.Row) - 1 - Visit(place));
            places[(slot * input.Batch) + place.Row] = (place.Residue * input.Batch) + place.Row;
        }

        return places;
    }

    /// <summary>The remainder of the counts at which an interleaved row is visited.</summary>
    private int Visit(Place place) => direction == SequenceDirection.Reverse ? Modulo(input.LengthOf(place.Row) - 1 - place.Residue) : place.Residue;

    private int Modulo(int value) => ((value % Dilation) + Dilation) % Dilation;

    private IEnumerable<Place> Rows()
    {
        for (int residue = 0; residue < Dilation; residue++)
        {
            for (int row = 0; row < input.Batch; row++)
            {
                yield return new Place(residue, row);
            }
        }
    }

    private readonly record struct Place(int Residue, int Row);
}
