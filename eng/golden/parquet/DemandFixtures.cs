using System.Globalization;
using ParquetSharp;

namespace Recurrent.Golden.Parquet;

/// <summary>One table of two series in several forms of Parquet, and as the CSV file that says the same.</summary>
internal static class DemandFixtures
{
    private const int Groups = 3;
    private const int RowsOfGroup = 40;
    private static readonly DateTime Start = new(2024, 2, 1);
    private static readonly int[] Places = [.. Enumerable.Range(0, Groups * RowsOfGroup)];

    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "demand.csv"), "unique_id,ds,y,price,units,open\n" + string.Concat(Places.Select(Line)));
        Write(folder, "snappy", new WriterPropertiesBuilder().Compression(Compression.Snappy));
        Write(folder, "gzip", new WriterPropertiesBuilder().Compression(Compression.Gzip).DisableDictionary().DataPagesize(64));
        Write(folder, "zstd", new WriterPropertiesBuilder().Compression(Compression.Zstd));
        Write(folder, "plain", new WriterPropertiesBuilder().Compression(Compression.Uncompressed).DisableDictionary());
        Write(folder, "delta", new WriterPropertiesBuilder().Compression(Compression.Snappy).DisableDictionary()
            .Encoding("unique_id", Encoding.DeltaLengthByteArray).Encoding("units", Encoding.DeltaBinaryPacked).Encoding("y", Encoding.ByteStreamSplit));

        // A form the reader refuses: its library has no stamps in this encoding.
        Write(folder, "unread", new WriterPropertiesBuilder().DisableDictionary("ds").Encoding("ds", Encoding.DeltaBinaryPacked));
    }

    private static void Write(string folder, string form, WriterPropertiesBuilder builder)
    {
        Column[] columns =
        [
            new Column<string>("unique_id"), new Column<DateTime>("ds", LogicalType.Timestamp(isAdjustedToUtc: false, TimeUnit.Micros)), new Column<double?>("y"),
            new Column<float>("price"), new Column<ushort>("units"), new Column<bool>("open"),
        ];
        using var properties = builder.Build();
        using var file = new ParquetFileWriter(Path.Combine(folder, $"demand-{form}.parquet"), columns, properties);
        foreach (var rows in Places.Chunk(RowsOfGroup))
        {
            using var group = file.AppendRowGroup();
            Fixture.Write(group, rows, Id);
            Fixture.Write(group, rows, Stamp);
            Fixture.Write(group, rows, Value);
            Fixture.Write(group, rows, Price);
            Fixture.Write(group, rows, Units);
            Fixture.Write(group, rows, IsOpen);
        }
        file.Close();
    }

    private static string Line(int row) => string.Create(
        CultureInfo.InvariantCulture, $"\"{Id(row).Replace("\"", "\"\"", StringComparison.Ordinal)}\",{Stamp(row):yyyy-MM-dd HH:mm:ss},{Value(row)},{Price(row)},{Units(row)},{(IsOpen(row) ? 1 : 0)}\n");

    private static string Id(int row) => row < Places.Length / 2 ? "a,\"b" : "ü; c";

    private static DateTime Stamp(int row) => Start.AddHours(row % (Places.Length / 2));

    private static double? Value(int row) => row % 9 == 4 ? null : 100 * Math.Sin(row) / 7;

    private static float Price(int row) => 1.1f * (1 + (row % 5));

    private static ushort Units(int row) => (ushort)(60_000 + row);

    private static bool IsOpen(int row) => row % 7 < 5;
}
