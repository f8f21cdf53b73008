using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Recurrent.Interop.Onnx.Proto;

/// <content>Fields that come many times, or as packed lists.</content>
internal sealed partial class ProtoReader
{
    // What the runtime takes for a list, and for the array within it without its elements.
    private const int ListCost = 32, ArrayCost = 24, FirstCapacity = 4;

    /// <summary>Adds a value to a list, which is made when there is none yet; most lists of most messages stay empty.</summary>
    /// <typeparam name="T">What the list holds.</typeparam>
    /// <param name="values">Where it goes.</param>
    /// <param name="value">The value.</param>
    /// <param name="size">Bytes of an element.</param>
    public void Add<T>(ref List<T>? values, T value, int size = sizeof(long))
    {
        TakeGrowth(ref values, 1, size);
        values.Add(value);
    }

    /// <summary>Adds a whole number or a packed list of them.</summary>
    /// <param name="values">Where they go.</param>
    public void AddInt64s(ref List<long>? values)
    {
        if (_type == WireType.Varint)
        {
            Add(ref values, (long)Varint());
            return;
        }

        ProtoReader packed = Message(_message);
        TakeGrowth(ref values, packed.CountVarints(), sizeof(long));
        packed.ReadVarints(values);
    }

    /// <summary>Adds all numbers of a message that is nothing but numbers.</summary>
    /// <param name="values">Where they go.</param>
    public void ReadVarints(List<long> values)
    {
        values.EnsureCapacity(values.Count + CountVarints());
        while (_position < _bytes.Length)
        {
            values.Add((long)Varint());
        }
    }

    /// <summary>How many numbers there are in a message that is nothing but numbers.</summary>
    public int CountVarints()
    {
        int count = 0;
        foreach (byte value in _bytes.Span)
        {
            count += value < 128 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Adds a float32 or a packed list of them.</summary>
    /// <param name="values">Where they go.</param>
    public void AddSingles(ref List<float>? values)
    {
        if (_type == WireType.Fixed32)
        {
            Add(ref values, Single(), sizeof(float));
            return;
        }

        ReadOnlySpan<byte> packed = Packed(sizeof(float));
        TakeGrowth(ref values, packed.Length / sizeof(float), sizeof(float));
        for (; !packed.IsEmpty; packed = packed[sizeof(float)..])
        {
            values.Add(BinaryPrimitives.ReadSingleLittleEndian(packed));
        }
    }

    /// <summary>Adds a float64 or a packed list of them.</summary>
    /// <param name="values">Where they go.</param>
    public void AddDoubles(ref List<double>? values)
    {
        if (_type == WireType.Fixed64)
        {
            Add(ref values, BinaryPrimitives.ReadDoubleLittleEndian(Cut(sizeof(double)).Span));
            return;
        }

        ReadOnlySpan<byte> packed = Packed(sizeof(double));
        TakeGrowth(ref values, packed.Length / sizeof(double), sizeof(double));
        for (; !packed.IsEmpty; packed = packed[sizeof(double)..])
        {
            values.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed));
        }
    }

    /// <summary>Makes room in a list as <see cref="List{T}"/> does by itself, and takes the memory first.</summary>
    private void TakeGrowth<T>([NotNull] ref List<T>? values, int count, int size)
    {
        if (values is null)
        {
            Take(ListCost);
            values = [];
        }

        if (count > values.Capacity - values.Count)
        {
            long capacity = Math.Max(Math.Max(FirstCapacity, 2L * values.Capacity), (long)values.Count + count);
            Take(ArrayCost + (capacity * size));
            values.Capacity = (int)Math.Min(capacity, Array.MaxLength);
        }
    }

    private ReadOnlySpan<byte> Packed(int size)
    {
        ReadOnlySpan<byte> packed = Bytes().Span;
        return packed.Length % size == 0 ? packed : throw Wrong($"has {packed.Length} bytes in field {Field}, no multiple of {size}");
    }
}
