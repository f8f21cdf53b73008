using System.Buffers.Binary;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Signals.Audio;

/// <summary>Reads WAV files: PCM of 8, 16, 24 or 32 bits and floats of 32 bits, mono or stereo.</summary>
/// <remarks>Integers are divided by 2^(bits − 1), so that full scale is −1 to 1; 8 bits are unsigned around 128, as the format says.</remarks>
public static class WavReader
{
    private const int Pcm = 1;
    private const int Float = 3;
    private const int Extensible = 0xFFFE;
    private const int ChunkHeader = 8;

    /// <summary>Reads one file.</summary>
    /// <param name="path">A RIFF/WAVE file of less than 2 GB.</param>
    /// <returns>At least one sample of each channel.</returns>
    /// <exception cref="DataFormatException">The file is missing or cannot be used; the message says what stands there and what to do.</exception>
    public static AudioClip Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw Refuse(path, "no such file", "a WAV file", "Check the path");
        return Parse(path, File.ReadAllBytes(path));
    }

    private static AudioClip Parse(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12 || !bytes[..4].SequenceEqual("RIFF"u8) || !bytes[8..12].SequenceEqual("WAVE"u8))
            throw Refuse(path, "no RIFF/WAVE header", "a WAV file", "Convert the recording to WAV");
        ReadOnlySpan<byte> format = default;
        for (var place = 12L; place + ChunkHeader <= bytes.Length;)
        {
            var header = bytes.Slice((int)place, ChunkHeader);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
            var body = place + ChunkHeader;
            if (body + size > bytes.Length)
                throw Refuse(path, $"a part of {size} bytes where {bytes.Length - body} are left", "a whole file", "Copy or record the file again");
            var content = bytes.Slice((int)body, (int)size);
            if (header[..4].SequenceEqual("fmt "u8)) format = content;
            if (header[..4].SequenceEqual("data"u8)) return Decode(path, format, content);
            // Parts begin at even places; an odd one has a byte of padding behind it that its size does not count.
            place = body + size + (size & 1);
        }
        throw Refuse(path, "no 'data' part", "samples behind the header", "Copy or record the file again");
    }

    private static AudioClip Decode(string path, ReadOnlySpan<byte> format, ReadOnlySpan<byte> data)
    {
        if (format.Length < 16) throw Refuse(path, "no complete 'fmt ' part before the samples", "16 bytes or more", "Convert the recording to WAV again");
        var code = (int)BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (code == Extensible && format.Length >= 26) code = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        var channels = (int)BinaryPrimitives.ReadUInt16LittleEndian(format[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        var bits = (int)BinaryPrimitives.ReadUInt16LittleEndian(format[14..]);
        if (channels is not (1 or 2)) throw Refuse(path, $"{channels} channels", "1 or 2", "Mix the recording down to stereo or mono");
        if (rate is 0 or > int.MaxValue) throw Refuse(path, $"{rate} samples a second", "a rate above 0", "Convert the recording to WAV again");
        if (!(code == Pcm && bits is (8 or 16 or 24 or 32)) && !(code == Float && bits == 32))
            throw Refuse(path, $"samples of format {code} with {bits} bits", "PCM of 8, 16, 24 or 32 bits or floats of 32 bits", "Convert the recording to 16-bit PCM");
        var frame = channels * bits / 8;
        if (data.Length == 0 || data.Length % frame != 0)
            throw Refuse(path, $"{data.Length} bytes of samples", $"a multiple of {frame} above 0", "Copy or record the file again");
        return new AudioClip((int)rate, Split(path, data, channels, bits, code == Float));
    }

    private static float[][] Split(string path, ReadOnlySpan<byte> data, int channels, int bits, bool isFloat)
    {
        var width = bits / 8;
        var result = new float[channels][];
        for (var channel = 0; channel < channels; channel++)
        {
            var samples = result[channel] = new float[data.Length / (width * channels)];
            for (var index = 0; index < samples.Length; index++)
            {
                var sample = data.Slice(((index * channels) + channel) * width, width);
                samples[index] = isFloat ? BinaryPrimitives.ReadSingleLittleEndian(sample) : Scale(sample);
                if (!float.IsFinite(samples[index]))
                    throw Refuse(path, $"{samples[index]} as sample {index}", "a finite number", "Repair or leave out the recording");
            }
        }
        return result;
    }

    private static float Scale(ReadOnlySpan<byte> sample) => sample.Length switch
    {
        1 => (sample[0] - 128) / 128f,
        2 => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f,
        3 => ((sample[0] << 8) | (sample[1] << 16) | (sample[2] << 24)) / 2147483648f,
        _ => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f,
    };

    private static DataFormatException Refuse(string path, string found, string expected, string fix) =>
        new() { File = path, Found = found, Expected = expected, Fix = fix };
}
