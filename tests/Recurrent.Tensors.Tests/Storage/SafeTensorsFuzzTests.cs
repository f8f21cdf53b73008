using System.Buffers.Binary;
using System.Text;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Storage;

namespace Recurrent.Tensors.Tests.Storage;

/// <summary>Damages a valid file in thousands of ways: each is read or refused, never anything else.</summary>
public sealed class SafeTensorsFuzzTests
{
    private const int Cases = 3000;

    /// <summary>What a refusal itself costs: the exception, its message and the read buffer.</summary>
    private const long Overhead = 128 << 10;

    private static readonly string[] Fragments =
    [
        "9223372036854775807", "18446744073709551616", "-1", "1e308", "4294967296", "null", "true", "[", "]", "{", "}", "\"", ",", ":",
        "\"a\"", "\"\\ud800\"", "[0,0]", "\"F32\"", "\"BOOL\"", "__metadata__", "\\u0000", "[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":", " ", "é",
    ];

    [Fact]
    public void A_damaged_file_is_read_or_refused_within_four_times_its_size()
    {
        byte[] valid = ValidFile();
        RandomStream random = new RandomSource(20260301).Stream("fuzz");
        int refused = 0;
        for (int index = 0; index < Cases; index++)
        {
            byte[] damaged = Damage(valid, index % 5, ref random);
            refused += IsRefused(damaged, index) ? 1 : 0;
        }

        Assert.InRange(refused, Cases / 2, Cases);
    }

    private static bool IsRefused(byte[] file, int index)
    {
        using var stream = new MemoryStream(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isRefused = false;
        try
        {
            SafeTensorsFile.Read(stream, "fuzz");
        }
        catch (StorageFormatException)
        {
            isRefused = true;
        }
        catch (Exception other)
        {
            Assert.Fail($"Case {index}: {other}");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= (4L * file.Length) + Overhead, $"Case {index} took {allocated} bytes for a file of {file.Length}.");
        return isRefused;
    }

    private static byte[] Damage(byte[] valid, int kind, ref RandomStream random)
    {
        byte[] file = (byte[])valid.Clone();
        int header = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        switch (kind)
        {
            case 0:
                return file[..Next(ref random, file.Length)];
            case 1:
                for (int flips = 1 + Next(ref random, 8); flips > 0; flips--)
                {
                    file[8 + Next(ref random, header)] ^= (byte)(1 << Next(ref random, 8));
                }

                return file;
            case 2:
                for (int index = 0; index < 8; index++)
                {
                    file[index] = (byte)Next(ref random, 256);
                }

                return file;
            case 3:
                return Splice(file, header, ref random);
            default:
                for (int changed = 1 + Next(ref random, 16); changed > 0; changed--)
                {
                    file[Next(ref random, file.Length)] = (byte)Next(ref random, 256);
                }

                return file;
        }
    }

    /// <summary>Replaces a part of the header by something absurd and repairs the length, so that the JSON itself is put to the test.</summary>
    private static byte[] Splice(byte[] file, int header, ref RandomStream random)
    {
        string json = Encoding.UTF8.GetString(file, 8, header);
        int start = Next(ref random, json.Length), length = Math.Min(Next(ref random, 12), json.Length - start);
        json = json[..start] + Fragments[Next(ref random, Fragments.Length)] + json[(start + length)..];
        byte[] changed = Encoding.UTF8.GetBytes(json);
        byte[] result = [.. new byte[8], .. changed, .. file.AsSpan(8 + header)];
        BinaryPrimitives.WriteInt64LittleEndian(result, changed.Length);
        return result;
    }

    private static int Next(ref RandomStream random, int maximum)
    {
        int value = random.NextInt32(maximum);
        random = random.Advance(1);
        return value;
    }

    private static byte[] ValidFile()
    {
        using var memory = new MemoryStream();
        SafeTensorsFile.Write(
            memory,
            new Dictionary<string, Tensor>
            {
                ["weight_ih_l0"] = Tensor.Zeros(new Shape(8, 3)),
                ["bias_ih_l0"] = Tensor.Zeros(new Shape(8)),
                ["scalar"] = Tensor.Zeros(new Shape([])),
            },
            new Dictionary<string, string> { ["format"] = "pt" });
        return memory.ToArray();
    }
}
