using System.Text;
using Recurrent.TimeSeries.Signals.Audio;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Signals;

public sealed class WavReaderTests
{
    [Theory]
    [InlineData(1, 8, "00 80 C0", new[] { -1f, 0f, 0.5f })]
    [InlineData(1, 16, "0080 0000 0040", new[] { -1f, 0f, 0.5f })]
    [InlineData(1, 24, "000080 000000 000040", new[] { -1f, 0f, 0.5f })]
    [InlineData(1, 32, "00000080 00000000 00000040", new[] { -1f, 0f, 0.5f })]
    [InlineData(3, 32, "000080BF 00000000 0000003F", new[] { -1f, 0f, 0.5f })]
    public void Samples_are_scaled_to_one_at_every_width(int code, int bits, string data, float[] expected)
    {
        using var file = new TemporaryFile(Wav(code, 1, bits, Convert.FromHexString(data.Replace(" ", "", StringComparison.Ordinal))));
        var clip = WavReader.Read(file.Path);
        Assert.Equal(8000, clip.SampleRate);
        Assert.Equal(expected, clip.Channel(0).ToArray());
    }

    [Fact]
    public void Stereo_is_split_and_mixed_and_other_parts_are_passed_over()
    {
        using var file = new TemporaryFile(Wav(1, 2, 16, Convert.FromHexString("0040008000200000"), extra: true));
        var clip = WavReader.Read(file.Path);
        Assert.Equal([0.5f, 0.25f], clip.Channel(0).ToArray());
        Assert.Equal([-1f, 0f], clip.Channel(1).ToArray());
        Assert.Equal([-0.25f, 0.125f], clip.ToMono());
    }

    [Fact]
    public void Extensible_header_names_its_format_behind_the_plain_part()
    {
        byte[] plain = Wav(0xFFFE, 1, 16, Convert.FromHexString("0040"));
        // 22 more bytes: their own count, valid bits, speaker mask, then a GUID whose first two bytes are the format.
        byte[] more = [22, 0, 16, 0, 0, 0, 0, 0, 1, 0, .. new byte[14]];
        byte[] whole = [.. plain[..16], 40, 0, 0, 0, .. plain[20..36], .. more, .. plain[36..]];
        using var file = new TemporaryFile(whole);
        Assert.Equal([0.5f], WavReader.Read(file.Path).Channel(0).ToArray());
    }

    [Theory]
    [InlineData(2, 1, 16, 4, "format 2")]
    [InlineData(1, 1, 12, 4, "12 bits")]
    [InlineData(1, 3, 16, 6, "3 channels")]
    [InlineData(1, 2, 16, 6, "6 bytes")]
    [InlineData(1, 1, 16, 0, "0 bytes")]
    public void What_cannot_be_used_is_refused_with_what_was_found(int code, int channels, int bits, int bytes, string found)
    {
        using var file = new TemporaryFile(Wav(code, channels, bits, new byte[bytes]));
        var error = Assert.Throws<DataFormatException>(() => WavReader.Read(file.Path));
        Assert.Contains(found, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_variants_are_read_or_refused_and_nothing_else()
    {
        var random = new Random(7);
        var refused = 0;
        const int variants = 2000;
        for (var variant = 0; variant < variants; variant++)
        {
            var bytes = Wav(1 + (2 * (variant % 2)), 1 + (variant % 2), 32, new byte[64], variant % 3 == 0);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                bytes[random.Next(48)] = (byte)random.Next(256);
            if (random.Next(3) == 0) bytes = bytes[..random.Next(bytes.Length)];
            using var file = new TemporaryFile(bytes);
            try
            {
                Assert.True(WavReader.Read(file.Path).Length > 0);
            }
            catch (DataFormatException error)
            {
                refused++;
                Assert.Contains("found", error.Message, StringComparison.Ordinal);
            }
        }
        Assert.InRange(refused, variants / 10, variants * 99 / 100);
    }

    private static byte[] Wav(int code, int channels, int bits, byte[] data, bool extra = false)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length + (extra ? 12 : 0));
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((ushort)code);
        writer.Write((short)channels);
        writer.Write(8000);
        writer.Write(8000 * channels * bits / 8);
        writer.Write((short)(channels * bits / 8));
        writer.Write((short)bits);
        if (extra)
        {
            writer.Write("LIST"u8);
            writer.Write(3);
            writer.Write(0);
        }
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return stream.ToArray();
    }
}
