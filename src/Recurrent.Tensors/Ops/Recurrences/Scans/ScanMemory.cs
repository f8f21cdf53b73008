using System.Numerics;
using System.Runtime.CompilerServices;

namespace Recurrent.Tensors.Ops.Recurrences.Scans;

/// <summary>Blocks of H values one behind the other, read and written as lanes.</summary>
internal static class ScanMemory
{
    /// <summary>Reads lanes; those of blocks that are not there are zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScanLanes Load<TAccess>(ReadOnlySpan<float> values, ScanPlace place)
        where TAccess : struct, ILaneAccess => new(
            place.Blocks > 0 ? TAccess.Load(values.Slice(place.Start, place.Count)) : default,
            place.Blocks > 1 ? TAccess.Load(values.Slice(place.Start + place.Pitch, place.Count)) : default,
            place.Blocks > 2 ? TAccess.Load(values.Slice(place.Start + (2 * place.Pitch), place.Count)) : default,
            place.Blocks > 3 ? TAccess.Load(values.Slice(place.Start + (3 * place.Pitch), place.Count)) : default);

    /// <summary>Reads lanes and adds those of a bias to them, unless there is none.</summary>
    /// <param name="values">Blocks of H values.</param>
    /// <param name="bias">As many blocks, or empty.</param>
    /// <param name="place">Where in the values.</param>
    /// <param name="first">Where in the first block of the bias.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScanLanes LoadBiased<TAccess>(ReadOnlySpan<float> values, ReadOnlySpan<float> bias, ScanPlace place, int first)
        where TAccess : struct, ILaneAccess
    {
        ScanLanes lanes = Load<TAccess>(values, place);
        if (bias.IsEmpty)
        {
            return lanes;
        }

        ScanLanes added = Load<TAccess>(bias, place with { Start = first });
        return new ScanLanes(lanes.First + added.First, lanes.Second + added.Second, lanes.Third + added.Third, lanes.Fourth + added.Fourth);
    }

    /// <summary>Writes lanes, or adds them to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<TAccess>(in ScanLanes lanes, Span<float> values, ScanPlace place, bool overwrite)
        where TAccess : struct, ILaneAccess
    {
        if (place.Blocks > 0)
        {
            Put<TAccess>(lanes.First, values.Slice(place.Start, place.Count), overwrite);
        }

        if (place.Blocks > 1)
        {
            Put<TAccess>(lanes.Second, values.Slice(place.Start + place.Pitch, place.Count), overwrite);
        }

        if (place.Blocks > 2)
        {
            Put<TAccess>(lanes.Third, values.Slice(place.Start + (2 * place.Pitch), place.Count), overwrite);
        }

        if (place.Blocks > 3)
        {
            Put<TAccess>(lanes.Fourth, values.Slice(place.Start + (3 * place.Pitch), place.Count), overwrite);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<TAccess>(Vector<float> vector, Span<float> values, bool overwrite)
        where TAccess : struct, ILaneAccess => TAccess.Store(overwrite ? vector : vector + TAccess.Load(values), values);
}
