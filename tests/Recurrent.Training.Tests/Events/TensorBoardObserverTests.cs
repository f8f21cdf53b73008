using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Recurrent.Testing;
using Recurrent.Training.Events;

namespace Recurrent.Training.Tests.Events;

public sealed class TensorBoardObserverTests
{
    [Fact]
    public void Checksums_are_crc_32c_masked_as_the_format_wants()
    {
        // CRC-32C of "123456789" is e3069283 (the check value of the polynomial's catalogue entry).
        const uint Crc = 0xe3069283;
        uint expected = unchecked(((Crc >> 15) | (Crc << 17)) + 0xa282ead8);
        Assert.Equal(expected, EventFileWriter.MaskedCrc("123456789"u8));
    }

    [Fact]
    public void Scalars_are_read_back_with_tag_step_and_value()
    {
        using var folder = new TestFolder();
        string path;
        using (var observer = new TensorBoardObserver(folder["logs"]))
        {
            observer.OnStep(new StepRecord(300, 0, 0.25, 0.001, 1.5, 2));
            path = observer.Path;
        }

        List<byte[]> events = Records(File.ReadAllBytes(path));

        Assert.Equal(4, events.Count);
        Assert.Contains("brain.Event:2", Encoding.UTF8.GetString(events[0]), StringComparison.Ordinal);
        Assert.Equal(("train/loss", 300L, 0.25f), Scalar(events[1]));
        Assert.Equal(("train/learning_rate", 300L, 0.001f), Scalar(events[2]));
        Assert.Equal(("train/gradient_norm", 300L, 1.5f), Scalar(events[3]));
    }

    [Fact]
    public void Validation_writes_score_and_metrics()
    {
        using var folder = new TestFolder();
        string path;
        using (var observer = new TensorBoardObserver(folder.Path))
        {
            observer.OnValidation(new ValidationRecord(1, new Evaluation(2) { Metrics = ImmutableDictionary<string, double>.Empty.Add("mae", 3) }, true, 0));
            path = observer.Path;
        }

        Assert.Equal(["validation/score", "validation/mae"], Records(File.ReadAllBytes(path)).Skip(1).Select(record => Scalar(record).Tag));
    }

    private static List<byte[]> Records(byte[] file)
    {
        var records = new List<byte[]>();
        for (int position = 0; position < file.Length;)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(position));
            Assert.Equal(EventFileWriter.MaskedCrc(file.AsSpan(position, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 8)));
            byte[] data = file[(position + 12)..(position + 12 + length)];
            Assert.Equal(EventFileWriter.MaskedCrc(data), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 12 + length)));
            records.Add(data);
            position += 16 + length;
        }

        return records;
    }

    /// <summary>Event { 1: double, 2: varint, 5: Summary { 1: Value { 1: string, 2: float } } }.</summary>
    private static (string Tag, long Step, float Value) Scalar(byte[] record)
    {
        var fields = Fields(record);
        var value = Fields(Fields(fields[5]).Single().Value);
        return (Encoding.UTF8.GetString(value[1]), BinaryPrimitives.ReadInt64LittleEndian(fields[2]), BinaryPrimitives.ReadSingleLittleEndian(value[2]));
    }

    private static Dictionary<int, byte[]> Fields(byte[] message)
    {
        var fields = new Dictionary<int, byte[]>();
        int position = 0;
        while (position < message.Length)
        {
            ulong key = Varint(message, ref position);
            int size = (key & 7) switch { 0 => -1, 1 => 8, 5 => 4, _ => (int)Varint(message, ref position) };
            if (size < 0)
            {
                fields[(int)(key >> 3)] = BitConverter.GetBytes(Varint(message, ref position));
                continue;
            }

            fields[(int)(key >> 3)] = message[position..(position + size)];
            position += size;
        }

        return fields;
    }

    private static ulong Varint(byte[] message, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte part = message[position++];
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return value;
        }
    }
}
