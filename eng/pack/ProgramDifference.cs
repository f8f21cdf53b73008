using System.Buffers.Binary;

namespace Recurrent.Pack;

/// <summary>One program as steps over another: bytes that are nearly the same there, as differences, then bytes of its own.</summary>
/// <remarks>
/// After C. Percival, "Naive differences of executable code", 2003: where code has moved, only the addresses in it differ, and all by the same amount, so
/// the differences of nearly equal stretches are mostly 0 and otherwise repeat. Stretches begin at 16 equal bytes and go on while more than half
/// of the bytes are equal.
/// </remarks>
internal sealed class ProgramDifference
{
    private const int Seed = 16;
    private const int TableBits = 24;

    /// <summary>Other alignments must agree on this many bytes more than the present one.</summary>
    private const int Advantage = 8;
    private readonly byte[] _old, _new;
    private readonly int[] _places = new int[1 << TableBits];

    private ProgramDifference(byte[] old, byte[] @new) => (_old, _new) = (old, @new);

    /// <summary>How many bytes to add to those of the other program, how many of its own follow, and how far to move in the other one then.</summary>
    public List<(int Added, int Literal, int Move)> Steps { get; } = [];

    public List<byte> Differences { get; } = [];

    public List<byte> Literals { get; } = [];

    public static ProgramDifference Of(byte[] old, byte[] @new)
    {
        var difference = new ProgramDifference(old, @new);
        difference.Index();
        difference.Run();
        return difference;
    }

    private void Index()
    {
        Array.Fill(_places, -1);
        for (int place = 0; place + Seed <= _old.Length; place++)
        {
            _places[Hash(_old, place)] = place;
        }
    }

    private static int Hash(byte[] bytes, int place)
    {
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(place)), second = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(place + 8));
        return (int)((((first * 0x9E3779B97F4A7C15) ^ (second * 0xC2B2AE3D27D4EB4F)) * 0x9E3779B97F4A7C15) >> (64 - TableBits));
    }

    private void Run()
    {
        var last = new Alignment(0, 0);
        int scan = 0, length = 0;
        while (scan < _new.Length)
        {
            scan += length;
            Alignment found = Next(ref scan, last, out length, out bool isOther);
            if (isOther || scan == _new.Length)
            {
                last = Cut(last, found);
            }
        }
    }

    /// <summary>Goes on until another alignment agrees clearly better than the present one.</summary>
    private Alignment Next(ref int scan, Alignment last, out int length, out bool isOther)
    {
        int agreed = 0, counted = scan, offset = last.Old - last.New;
        var found = new Alignment(scan + offset, scan);
        length = 0;
        for (; scan < _new.Length; scan++)
        {
            found = Longest(scan, offset, out length);
            for (; counted < scan + length; counted++)
            {
                agreed += Agrees(counted, offset) ? 1 : 0;
            }

            if ((length == agreed && length != 0) || length > agreed + Advantage)
            {
                break;
            }

            agreed -= Agrees(scan, offset) ? 1 : 0;
        }

        isOther = length != agreed;
        return scan == _new.Length ? new Alignment(scan + offset, scan) : found;
    }

    private Alignment Longest(int scan, int offset, out int length)
    {
        var present = new Alignment(scan + offset, scan);
        length = Equal(present);
        if (scan + Seed > _new.Length || _places[Hash(_new, scan)] is not (>= 0 and var place))
        {
            return present;
        }

        var other = new Alignment(place, scan);
        int otherLength = Equal(other);
        if (otherLength <= length || otherLength < Seed)
        {
            return present;
        }

        length = otherLength;
        return other;
    }

    private bool Agrees(int place, int offset) => place + offset >= 0 && place + offset < _old.Length && _old[place + offset] == _new[place];

    private int Equal(Alignment at) => at.Old < 0 || at.Old >= _old.Length ? 0 : _old.AsSpan(at.Old).CommonPrefixLength(_new.AsSpan(at.New));

    /// <summary>Writes the stretch from the last alignment to the next, which both may reach into what lies between.</summary>
    private Alignment Cut(Alignment last, Alignment next)
    {
        int forward = Reach(last, Math.Min(next.New - last.New, _old.Length - last.Old), direction: 1);
        int backward = next.New < _new.Length ? Reach(next, Math.Min(next.New - last.New, next.Old), direction: -1) : 0;
        int overlap = last.New + forward - (next.New - backward);
        if (overlap > 0)
        {
            int kept = Split(last, next, new Overlap(forward, backward, overlap));
            forward += kept - overlap;
            backward -= kept;
        }

        for (int index = 0; index < forward; index++)
        {
            Differences.Add((byte)(_new[last.New + index] - _old[last.Old + index]));
        }

        var start = new Alignment(next.Old - backward, next.New - backward);
        Literals.AddRange(_new.AsSpan((last.New + forward)..start.New));
        Steps.Add((forward, start.New - (last.New + forward), start.Old - (last.Old + forward)));
        return start;
    }

    /// <summary>How far an alignment reaches with more than half of the bytes equal.</summary>
    private int Reach(Alignment from, int most, int direction)
    {
        int equal = 0, best = 0, length = 0;
        for (int count = 1; count <= most; count++)
        {
            int step = direction > 0 ? count - 1 : -count;
            equal += _old[from.Old + step] == _new[from.New + step] ? 1 : 0;
            if ((2 * equal) - count > best)
            {
                (best, length) = ((2 * equal) - count, count);
            }
        }

        return length;
    }

    /// <summary>How many bytes of the overlap go to the last alignment, so that most are equal.</summary>
    private int Split(Alignment last, Alignment next, Overlap both)
    {
        int gain = 0, best = 0, kept = 0;
        for (int index = 0; index < both.Length; index++)
        {
            int place = last.New + both.Forward - both.Length + index;
            gain += _new[place] == _old[last.Old + both.Forward - both.Length + index] ? 1 : 0;
            gain -= _new[place] == _old[next.Old - both.Backward + index] ? 1 : 0;
            if (gain > best)
            {
                (best, kept) = (gain, index + 1);
            }
        }

        return kept;
    }

    private readonly record struct Alignment(int Old, int New);

    private readonly record struct Overlap(int Forward, int Backward, int Length);
}
