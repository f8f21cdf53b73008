using System.Buffers.Binary;
using System.Text;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx.Proto;

/// <summary>Reads the fields of one message of a protocol buffer, in the order they stand.</summary>
/// <remarks>
/// Text aside nothing is copied: bytes and messages are pieces of the file's memory. Every length is checked against what is left. Wire format:
/// Protocol Buffers documentation, "Encoding".
/// </remarks>
internal sealed class ProtoReader
{
    /// <summary>Graphs within graphs within messages: deeper ones are taken for an attack on the stack.</summary>
    private const int MaximumDepth = 64;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly string _file;
    private readonly string _message;
    private readonly int _depth;
    private int _position;
    private WireType _type;

    /// <summary>Reads the outermost message.</summary>
    /// <param name="file">What to call the file in error messages.</param>
    /// <param name="bytes">The message.</param>
    /// <param name="message">What to call the message in error messages.</param>
    public ProtoReader(string file, ReadOnlyMemory<byte> bytes, string message)
        : this(file, bytes, message, depth: 0)
    {
    }

    private ProtoReader(string file, ReadOnlyMemory<byte> bytes, string message, int depth) => (_file, _bytes, _message, _depth) = (file, bytes, message, depth);

    /// <summary>The number of the field that was found last.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the value of the field is bytes: text, a message or a packed list.</summary>
    public bool IsDelimited => _type == WireType.LengthDelimited;

    /// <summary>Goes on to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    public bool Next()
    {
        if (_position == _bytes.Length)
        {
            return false;
        }

        ulong tag = Varint();
        _type = (WireType)(tag & 7);
        Field = tag >> 3 is > 0 and <= (1 << 29) - 1 ? (int)(tag >> 3) : throw Wrong($"has a field with the number {tag >> 3}, which there cannot be");
        return _type is WireType.Varint or WireType.Fixed64 or WireType.LengthDelimited or WireType.Fixed32
            ? true
            : throw Wrong($"has field {Field} in the unknown layout {(int)_type}");
    }

    /// <summary>Passes over the value of the field: what newer versions of the format add does no harm.</summary>
    public void Skip()
    {
        if (_type == WireType.Varint)
        {
            Varint();
        }
        else if (_type == WireType.LengthDelimited)
        {
            Bytes();
        }
        else
        {
            Take(_type == WireType.Fixed64 ? sizeof(ulong) : sizeof(uint));
        }
    }

    /// <summary>The value as a whole number.</summary>
    public long Int64()
    {
        Expect(WireType.Varint);
        return (long)Varint();
    }

    /// <summary>The value as a whole number that fits 32 bits.</summary>
    public int Int32()
    {
        long value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Wrong($"has {value} in field {Field}, which needs a number of 32 bits");
    }

    /// <summary>The value as a float32.</summary>
    public float Single()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(sizeof(float)).Span);
    }

    /// <summary>The value as bytes: a piece of the file.</summary>
    public ReadOnlyMemory<byte> Bytes()
    {
        Expect(WireType.LengthDelimited);
        ulong length = Varint();
        return length <= (ulong)(_bytes.Length - _position)
            ? Take((int)length)
            : throw Wrong($"announces {length} bytes in field {Field} where {_bytes.Length - _position} are left");
    }

    /// <summary>The value as text.</summary>
    public string Text()
    {
        ReadOnlyMemory<byte> bytes = Bytes();
        try
        {
            return Utf8.GetString(bytes.Span);
        }
        catch (DecoderFallbackException failure)
        {
            throw Wrong($"has bytes in field {Field} that are no UTF-8 text", failure);
        }
    }

    /// <summary>A reader of the value, which is a message.</summary>
    /// <param name="message">What to call it in error messages.</param>
    public ProtoReader Message(string message) => _depth < MaximumDepth
        ? new ProtoReader(_file, Bytes(), message, _depth + 1)
        : throw Wrong($"stands at a depth of more than {MaximumDepth} messages");

    /// <summary>Adds a whole number or a packed list of them.</summary>
    /// <param name="values">Where they go.</param>
    public void AddInt64s(List<long> values)
    {
        if (_type == WireType.Varint)
        {
            values.Add((long)Varint());
            return;
        }

        Message(_message).ReadVarints(values);
    }

    /// <summary>Adds all numbers of a message that is nothing but numbers.</summary>
    /// <param name="values">Where they go.</param>
    public void ReadVarints(List<long> values)
    {
        // Every number takes a byte at least, so this is bounded by the file.
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
    public void AddSingles(List<float> values)
    {
        if (_type == WireType.Fixed32)
        {
            values.Add(Single());
            return;
        }

        ReadOnlySpan<byte> packed = Packed(sizeof(float));
        values.EnsureCapacity(values.Count + (packed.Length / sizeof(float)));
        for (; !packed.IsEmpty; packed = packed[sizeof(float)..])
        {
            values.Add(BinaryPrimitives.ReadSingleLittleEndian(packed));
        }
    }

    /// <summary>Adds a float64 or a packed list of them.</summary>
    /// <param name="values">Where they go.</param>
    public void AddDoubles(List<double> values)
    {
        if (_type == WireType.Fixed64)
        {
            values.Add(BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)).Span));
            return;
        }

        ReadOnlySpan<byte> packed = Packed(sizeof(double));
        values.EnsureCapacity(values.Count + (packed.Length / sizeof(double)));
        for (; !packed.IsEmpty; packed = packed[sizeof(double)..])
        {
            values.Add(BinaryPrimitives.ReadDoubleLittleEndian(packed));
        }
    }

    /// <summary>An error that names the file and the message.</summary>
    /// <param name="problem">What is wrong.</param>
    /// <param name="cause">The lower-level failure, if any.</param>
    public StorageFormatException Wrong(string problem, Exception? cause = null) =>
        new(_file, _message, $"{problem}, at byte {_position} of it; the file is damaged or no ONNX model.", cause);

    private ReadOnlySpan<byte> Packed(int size)
    {
        ReadOnlySpan<byte> packed = Bytes().Span;
        return packed.Length % size == 0 ? packed : throw Wrong($"has {packed.Length} bytes in field {Field}, no multiple of {size}");
    }

    private void Expect(WireType type)
    {
        if (_type != type)
        {
            throw Wrong($"has field {Field} as {_type}, expected {type}");
        }
    }

    private ReadOnlyMemory<byte> Take(int length)
    {
        if (length > _bytes.Length - _position)
        {
            throw Wrong($"ends within field {Field}");
        }

        ReadOnlyMemory<byte> taken = _bytes.Slice(_position, length);
        _position += length;
        return taken;
    }

    private ulong Varint()
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (_position == bytes.Length)
            {
                throw Wrong("ends within a number");
            }

            byte next = bytes[_position++];
            value |= (ulong)(next & 127) << shift;
            if (next < 128)
            {
                return value;
            }
        }

        throw Wrong("has a number of more than ten bytes");
    }
}
