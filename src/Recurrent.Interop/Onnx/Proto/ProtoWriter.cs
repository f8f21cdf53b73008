using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Recurrent.Interop.Onnx.Proto;

/// <summary>Writes one message of a protocol buffer.</summary>
/// <remarks>
/// Large pieces, a tensor's bytes or a whole message, are kept as they are and copied once, into the file: messages know their length before they are
/// written.
/// </remarks>
internal sealed class ProtoWriter
{
    private const int KeptAsItIs = 1024;
    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private ArrayBufferWriter<byte> _open = new();
    private long _closed;

    /// <summary>Bytes of the message.</summary>
    public long Length => _closed + _open.WrittenCount;

    /// <summary>A whole number.</summary>
    public void Int64(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>A float32.</summary>
    public void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        BinaryPrimitives.WriteSingleLittleEndian(_open.GetSpan(sizeof(float)), value);
        _open.Advance(sizeof(float));
    }

    /// <summary>Text; nothing is written for an empty one.</summary>
    public void Text(int field, string value)
    {
        if (value.Length > 0)
        {
            Bytes(field, Encoding.UTF8.GetBytes(value));
        }
    }

    /// <summary>Texts, empty ones too.</summary>
    public void Texts(int field, IEnumerable<string> values)
    {
        foreach (string value in values)
        {
            Bytes(field, Encoding.UTF8.GetBytes(value));
        }
    }

    /// <summary>Bytes as they are; the memory must not change until the message is written.</summary>
    public void Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)value.Length);
        Append(value);
    }

    /// <summary>A message within this one, which must be finished.</summary>
    public void Message(int field, ProtoWriter message)
    {
        Tag(field, WireType.LengthDelimited);
        Varint((ulong)message.Length);
        foreach (ReadOnlyMemory<byte> piece in message._pieces)
        {
            Append(piece);
        }

        Append(message._open.WrittenMemory);
    }

    /// <summary>Whole numbers as one packed list; nothing for none.</summary>
    public void PackedInt64s(int field, IReadOnlyCollection<long> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        var packed = new ProtoWriter();
        foreach (long value in values)
        {
            packed.Varint((ulong)value);
        }

        Message(field, packed);
    }

    /// <summary>Whole numbers, each as a field of its own.</summary>
    public void Int64s(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
        {
            Int64(field, value);
        }
    }

    /// <summary>Float32 numbers, each as a field of its own.</summary>
    public void Singles(int field, IEnumerable<float> values)
    {
        foreach (float value in values)
        {
            Single(field, value);
        }
    }

    /// <summary>Writes the message's bytes.</summary>
    public void CopyTo(Stream stream)
    {
        foreach (ReadOnlyMemory<byte> piece in _pieces)
        {
            stream.Write(piece.Span);
        }

        stream.Write(_open.WrittenSpan);
    }

    private void Append(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < KeptAsItIs)
        {
            _open.Write(bytes.Span);
            return;
        }

        _pieces.Add(_open.WrittenMemory);
        _pieces.Add(bytes);
        _closed += _open.WrittenCount + bytes.Length;
        _open = new ArrayBufferWriter<byte>();
    }

    private void Tag(int field, WireType type) => Varint(((ulong)field << 3) | (ulong)type);

    private void Varint(ulong value)
    {
        for (; value > 127; value >>= 7)
        {
            _open.Write([(byte)((value & 127) | 128)]);
        }

        _open.Write([(byte)value]);
    }
}
