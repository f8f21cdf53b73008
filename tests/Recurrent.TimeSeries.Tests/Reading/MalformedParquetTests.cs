using Recurrent.Testing;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Reading;

public sealed class MalformedParquetTests
{
    private const int Variants = 2000;

    /// <summary>A page may claim 16 MiB and its values four times as much, a group a million rows; nothing may believe more.</summary>
    private const long MostBytes = 256L << 20;

    private static readonly string[] Forms = ["snappy", "gzip", "zstd", "plain", "delta", "pages2"];

    [Fact]
    public void Malformed_variants_are_read_or_refused_and_nothing_else()
    {
        var good = Forms.Select(static form => File.ReadAllBytes(Path.Combine(Golden.Folder, "parquet", $"demand-{form}.parquet"))).ToArray();
        var random = new Random(20_240_201);
        var refused = 0;
        for (var variant = 0; variant < Variants; variant++)
        {
            var bytes = Mutate(good[variant % good.Length], random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (!IsRead(bytes, variant)) refused++;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
        }

        Assert.InRange(refused, Variants / 10, Variants * 99 / 100);
    }

    private static bool IsRead(byte[] bytes, int variant)
    {
        using var file = new TemporaryFile(bytes);
        try
        {
            foreach (var series in SeriesReader.Read(file.Path, new SeriesReaderOptions { TargetColumn = "y", FutureCovariates = ["price", "units", "open"] }))
                Assert.True(series.Length >= 2);
            return true;
        }
        catch (DataFormatException error)
        {
            Assert.StartsWith(file.Path, error.Message, StringComparison.Ordinal);
            Assert.Contains("found", error.Message, StringComparison.Ordinal);
            return false;
        }
        catch (Exception error)
        {
            Assert.Fail($"Variant {variant} gave {error}: {Convert.ToHexString(bytes)}");
            return false;
        }
    }

    /// <summary>Cuts, shifts and changes; half of the changes fall into the description at the end, where sizes and places stand.</summary>
    private static byte[] Mutate(byte[] good, Random random)
    {
        if (random.Next(10) == 0) return good[..random.Next(4, good.Length)];
        var bytes = good.ToList();
        var description = good.Length - BitConverter.ToInt32(good, good.Length - 8) - 8;
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var place = random.Next(2) == 0 ? random.Next(4, bytes.Count) : random.Next(Math.Min(description, bytes.Count - 1), bytes.Count);
            switch (random.Next(5))
            {
                case 0: bytes.RemoveAt(place); break;
                case 1: bytes.Insert(place, (byte)random.Next(256)); break;
                case 2: bytes[place] ^= (byte)(1 << random.Next(8)); break;
                case 3: bytes[place] = (byte)(random.Next(2) * 255); break;
                default: bytes[place] = (byte)random.Next(256); break;
            }
        }

        return [.. bytes];
    }
}
