using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Recurrent.Training.Events;

/// <summary>Event files as TensorBoard reads them: records of protobuf messages with masked CRC-32C sums.</summary>
/// <remarks>
/// Record: length (u64), masked CRC of the length, data, masked CRC of the data, all little-endian (tensorflow/core/lib/io/record_writer).
/// Event: wall_time = 1 (double), step = 2 (int64), file_version = 3 (string), summary = 5; summary: value = 1; value: tag = 1 (string),
/// simple_value = 2 (float) (tensorflow/core/util/event.proto, framework/summary.proto).
/// </remarks>
internal sealed class EventFileWriter : IDisposable
{
    private const byte WallTimeKey = (1 << 3) | 1;
    private const byte StepKey = 2 << 3;
    private const byte FileVersionKey = (3 << 3) | 2;
    private const byte SummaryKey = (5 << 3) | 2;
    private const byte ValueKey = (1 << 3) | 2;
    private const byte TagKey = (1 << 3) | 2;
    private const byte SimpleValueKey = (2 << 3) | 5;
    private const uint MaskDelta = 0xa282ead8;
    private readonly Stream _stream;
    private readonly TimeProvider _time;
    private readonly ProtobufBuffer _value = new();
    private readonly ProtobufBuffer _summary = new();
    private readonly ProtobufBuffer _event = new();

    public EventFileWriter(Stream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
        BeginEvent(step: 0);
        _event.Bytes(FileVersionKey, "brain.Event:2"u8);
        WriteRecord(_event.Written);
    }

    public void Scalar(string tag, long step, double value)
    {
        Span<byte> name = stackalloc byte[256];
        _value.Clear();
        _value.Bytes(TagKey, Encoding.UTF8.TryGetBytes(tag, name, out int length) ? name[..length] : Encoding.UTF8.GetBytes(tag));
        _value.Single(SimpleValueKey, (float)value);
        _summary.Clear();
        _summary.Bytes(ValueKey, _value.Written);
        BeginEvent(step);
        _event.Bytes(SummaryKey, _summary.Written);
        WriteRecord(_event.Written);
    }

    public void Flush() => _stream.Flush();

    public void Dispose() => _stream.Dispose();

    /// <summary>CRC-32C (Castagnoli), rotated and shifted so that a sum of data that contains sums stays strong.</summary>
    internal static uint MaskedCrc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }

    private void BeginEvent(long step)
    {
        _event.Clear();
        _event.Double(WallTimeKey, _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        _event.Integer(StepKey, (ulong)step);
    }

    private void WriteRecord(ReadOnlySpan<byte> data)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)], sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)data.Length);
        _stream.Write(length);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, MaskedCrc(length));
        _stream.Write(sum);
        _stream.Write(data);
        BinaryPrimitives.WriteUInt32LittleEndian(sum, MaskedCrc(data));
        _stream.Write(sum);
    }
}
