using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Reading;

public sealed class MalformedFileTests
{
    private static readonly string[] Good =
    [
        "unique_id,ds,y\na,2024-01-01,1\na,2024-01-02,2\nb,2024-01-01,3.5\nb,2024-01-02,4e2\n",
        "Month;#Passengers\r\n1949-01;112\r\n1949-02;118\r\n1949-03;132\r\n",
        "rownames,time,value\n1,1749,96.7\n2,1749.08333333333,104.3\n3,1749.16666666667,80.1\n",
        "\"V1\",\"V2\",\"V3\",\"V4\"\n\"H1\",\"1\",\"2\",\"3\"\n\"H2\",\"4\",\"5\",\"\"\n",
        "\"id\",\"date\",\"y\"\n\"a,b\",\"2024-01-01 10:00\",1\n\"a,b\",\"2024-01-01 11:00\",2\n",
        "y\n1\n2\n3\n",
        "9999-12-30,1\n9999-12-31,2\n",
    ];

    private static readonly string[] Insertions =
    [
        "\"", "\"\"", ",", ";", "\t", "\n", "\r", "\0", "NaN", "-", "+", "1e400", "9999-12-31", "0001-01-01", "é", "#", " ", "'", "\uFEFF", "Infinity",
        "99999999999999999999", "Q", "Z", "+99:99", "\u001A", ":", "2024-02-30", "-0", ".5", "１",
    ];

    [Fact]
    public void Malformed_variants_are_parsed_or_refused_and_nothing_else()
    {
        var random = new Random(20_240_101);
        var refused = 0;
        var before = GC.GetTotalAllocatedBytes();
        const int variants = 3000;
        for (var i = 0; i < variants; i++)
        {
            var bytes = Mutate(Encoding.UTF8.GetBytes(Good[i % Good.Length]), random);
            using var file = new TemporaryFile(bytes);
            var options = new SeriesReaderOptions
            {
                Missing = (MissingValues)(i % 3),
                Wide = random.Next(8) == 0 ? random.Next(2) == 0 : null,
                Frequency = random.Next(8) == 0 ? Frequency.Monthly : random.Next(8) == 0 ? Frequency.Index : null,
            };
            try
            {
                foreach (var series in SeriesReader.Read(file.Path, options))
                    Assert.True(series.Length >= 2);
            }
            catch (DataFormatException error)
            {
                refused++;
                Assert.Contains("found", error.Message, StringComparison.Ordinal);
            }
            catch (Exception error)
            {
                Assert.Fail($"Variant {i} gave {error}: {Convert.ToHexString(bytes)}");
            }
        }
        Assert.InRange(refused, variants / 10, variants * 99 / 100);
        // Three readers with fixed buffers a file; anything proportional to a number found in the file would exceed this.
        Assert.InRange((GC.GetTotalAllocatedBytes() - before) / variants, 0, 4 << 20);
    }

    private static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var place = random.Next(bytes.Count + 1);
            var count = Math.Min(random.Next(1, 12), bytes.Count - place);
            switch (random.Next(6))
            {
                case 0: bytes.RemoveRange(place, count); break;
                case 1: bytes.InsertRange(place, bytes.GetRange(place, count)); break;
                case 2: bytes.InsertRange(place, Encoding.UTF8.GetBytes(Insertions[random.Next(Insertions.Length)])); break;
                case 3: bytes.RemoveRange(place, bytes.Count - place); break;
                case 4: bytes.Insert(place, (byte)random.Next(256)); break;
                default:
                    if (place < bytes.Count) bytes[place] = (byte)random.Next(256);
                    break;
            }
        }
        return [.. bytes];
    }
}
