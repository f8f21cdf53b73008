using System.IO.Compression;
using System.Text;
using Recurrent.Interop.Weights;
using Recurrent.Interop.Weights.Archives;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>Check sums of the files within zip archives: a weight with a flipped bit would pass for a weight.</summary>
public sealed class ArchiveSumTests
{
    [Theory]
    [InlineData("", 0u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("The quick brown fox jumps over the lazy dog", 0x414FA339u)]
    public void Sum_is_that_of_the_standard(string text, uint expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        for (int cut = 0; cut <= bytes.Length; cut++)
        {
            var sum = new Crc32();
            sum.Add(bytes.AsSpan(0, cut));
            sum.Add(bytes.AsSpan(cut));
            Assert.Equal(expected, sum.Value);
        }
    }

    [Theory]
    [InlineData("lstm-l3-bi.pt", "lstm-l3-bi/data.pkl", CompressionLevel.NoCompression)]
    [InlineData("lstm-l3-bi.pt", "lstm-l3-bi/data.pkl", CompressionLevel.Optimal)]
    [InlineData("lstm-l3-bi.pt", "lstm-l3-bi/data/0", CompressionLevel.NoCompression)]
    [InlineData("lstm-l3-bi.pt", "lstm-l3-bi/data/0", CompressionLevel.Optimal)]
    [InlineData("keras-gru.keras", "config.json", CompressionLevel.NoCompression)]
    [InlineData("keras-gru.keras", "config.json", CompressionLevel.Optimal)]
    [InlineData("keras-gru.keras", "model.weights.h5", CompressionLevel.NoCompression)]
    [InlineData("keras-gru.keras", "model.weights.h5", CompressionLevel.Optimal)]
    public void Entry_with_one_wrong_byte_is_refused(string file, string entry, CompressionLevel level)
    {
        byte[] good = Packed(file, level);
        Read(file, good);
        (long start, long length) = PlaceOf(entry, good);
        int sums = 0;
        // Not the ends: a deflated stream has bits there that mean nothing.
        for (long at = start + (length / 4); at < start + (length / 2); at += 3)
        {
            byte[] damaged = [.. good];
            damaged[at] ^= 0x10;
            StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => Read(file, damaged));
            Assert.StartsWith($"{file}: {entry}: ", refusal.Message, StringComparison.Ordinal);
            Assert.EndsWith("it is damaged. Copy the file again from where it is whole, or save it again.", refusal.Message, StringComparison.Ordinal);
            sums += refusal.Message.Contains("has bytes with the check sum (CRC-32) ", StringComparison.Ordinal) && refusal.Message.Contains(", expected ", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.NotEqual(0, sums);
    }

    [Fact]
    public void Checkpoint_without_sums_is_read()
    {
        byte[] file = FileDamage.WithoutSums(Packed("lstm-l3-bi.pt", CompressionLevel.NoCompression));
        WeightSet read = WeightFile.Read(new MemoryStream(file), "mine.pt"), same = WeightFile.Read(WeightFixture.PathOf("lstm-l3-bi.pt"));
        Assert.All(same.Tensors, pair => Assert.Equal(pair.Value.Values.ToArray(), read.Tensors[pair.Key].Values.ToArray()));
    }

    private static void Read(string name, byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        if (name.EndsWith(".pt", StringComparison.Ordinal))
        {
            WeightFile.Read(stream, name);
        }
        else
        {
            KerasFile.Read(stream, name);
        }
    }

    private static (long Start, long Length) PlaceOf(string entry, byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        Assert.True(ZipIndex.Read(stream, new ReadBudget("file", file.Length)).TryFind(entry, out ZipEntry found));
        return (found.Start, found.PackedLength);
    }

    /// <summary>The same files, stored or deflated.</summary>
    private static byte[] Packed(string name, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (ZipArchive source = ZipFile.OpenRead(WeightFixture.PathOf(name)))
        using (var target = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in source.Entries)
            {
                using Stream from = entry.Open(), to = target.CreateEntry(entry.FullName, level).Open();
                from.CopyTo(to);
            }
        }

        return packed.ToArray();
    }
}
