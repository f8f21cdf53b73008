using System.Buffers.Binary;

namespace Recurrent.Training.Events;

/// <summary>Builds one protobuf message in memory that is used again and again.</summary>
internal sealed class ProtobufBuffer
{
    private const int ContinueBit = 0x80;
    private const int BitsPerByte = 7;
    private const int LongestInteger = 10;
    private byte[] _bytes = new byte[256];
    private int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Integer(byte key, ulong value)
    {
        Reserve(1 + LongestInteger);
        _bytes[_length++] = key;
        Varint(value);
    }

    public void Double(byte key, double value)
    {
        Reserve(1 + sizeof(double));
        _bytes[_length++] = key;
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(double);
    }

    public void Single(byte key, float value)
    {
        Reserve(1 + sizeof(float));
        _bytes[_length++] = key;
        BinaryPrimitives.WriteSingleLittleEndian(_bytes.AsSpan(_length), value);
        _length += sizeof(float);
    }

    public void Bytes(byte key, ReadOnlySpan<byte> value)
    {
        Reserve(1 + LongestInteger + value.Length);
        _bytes[_length++] = key;
        Varint((ulong)value.Length);
        value.CopyTo(_bytes.AsSpan(_length));
        _length += value.Length;
    }

    private void Varint(ulong value)
    {
        for (; value >= ContinueBit; value >>= BitsPerByte)
        {
            _bytes[_length++] = (byte)(value | ContinueBit);
        }

        _bytes[_length++] = (byte)value;
    }

    private void Reserve(int count)
    {
        if (_length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * (_length + count));
        }
    }
}
