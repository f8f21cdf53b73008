using System.Buffers;
using System.Text;

namespace Recurrent.Comparison.Onnx;

/// <summary>Writes the wire format of protocol buffers: enough for a model of a few nodes.</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    /// <summary>A whole number of at least 0.</summary>
    public ProtobufWriter Number(int field, long value)
    {
        WriteVarint((field << 3) | Varint);
        WriteVarint(value);
        return this;
    }

    /// <summary>A string.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Bytes as they are.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        WriteVarint((field << 3) | LengthDelimited);
        WriteVarint(value.Length);
        _bytes.Write(value);
        return this;
    }

    /// <summary>A message within this one.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter message) => Bytes(field, message.Written);

    private void WriteVarint(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value > 127; value >>= 7)
        {
            _bytes.Write([(byte)((value & 127) | 128)]);
        }

        _bytes.Write([(byte)value]);
    }
}
