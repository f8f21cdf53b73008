using System.Text;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;
using Recurrent.Training.Data.Parquet;

namespace Recurrent.TimeSeries.Tests.Reading;

/// <summary>Files of other writers; eng/golden/parquet makes them, and beside them the text they must be read as.</summary>
public sealed class ParquetTests
{
    [Fact]
    public void Every_type_is_written_as_the_text_it_stands_for() => Assert.Equal(Lines("types.csv"), TextOf("types.parquet"));

    [Theory]
    [InlineData("snappy")]
    [InlineData("gzip")]
    [InlineData("zstd")]
    [InlineData("plain")]
    [InlineData("delta")]
    [InlineData("pages2")]
    public void A_table_is_the_same_in_every_form(string form) => Assert.Equal(Lines("demand.csv"), TextOf($"demand-{form}.parquet"));

    [Fact]
    public void Series_of_parquet_are_those_of_csv()
    {
        var options = new SeriesReaderOptions { PastCovariates = ["units"], FutureCovariates = ["open", "price"] };
        var (read, expected) = (SeriesReader.Read(Golden("demand-snappy.parquet"), options), SeriesReader.Read(Golden("demand.csv"), options));
        Assert.Equal(2, read.Count);
        for (var index = 0; index < read.Count; index++)
        {
            var (one, other) = (read[index], expected[index]);
            Assert.Equal((other.Id, other.Frequency.Name, other.Length), (one.Id, one.Frequency.Name, one.Length));
            Assert.Equal(other.Values.ToArray(), one.Values.ToArray());
            Assert.Equal(other.Covariates.Select(static covariate => covariate.Values), one.Covariates.Select(static covariate => covariate.Values));
            Assert.Equal(other.FutureStamps(2), one.FutureStamps(2));
            Assert.True(one.MissingCount > 0);
        }
    }

    [Fact]
    public void Values_of_required_columns_are_there_whatever_the_pool_of_the_library_holds()
    {
        // What its own reading of optional values took for marks of missing ones.
        var rented = Enumerable.Range(0, 64).Select(static _ => System.Buffers.ArrayPool<int>.Shared.Rent(40)).ToList();
        foreach (var buffer in rented)
        {
            Array.Fill(buffer, -1);
            System.Buffers.ArrayPool<int>.Shared.Return(buffer);
        }

        Assert.Equal(Lines("demand.csv"), TextOf("demand-plain.parquet"));
    }

    [Fact]
    public void What_is_no_table_is_refused_with_its_column()
    {
        var nested = Refused(File.ReadAllBytes(Golden("nested.parquet")));
        Assert.Equal("window", nested.Column);
        Assert.Contains("values inside values", nested.Message, StringComparison.Ordinal);
        var form = Refused(File.ReadAllBytes(Golden("demand-unread.parquet")));
        Assert.Equal("ds", form.Column);
        Assert.Contains("this column in plain or dictionary encoding", form.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_cut_or_packed_again_is_refused_with_the_repair()
    {
        var bytes = File.ReadAllBytes(Golden("demand-snappy.parquet"));
        Assert.Contains("broken off", Refused(bytes[..^100]).Message, StringComparison.Ordinal);
        Assert.Contains("ends too early", Refused("PAR1xyz"u8.ToArray()).Message, StringComparison.Ordinal);
        Assert.Contains("encrypted", Refused([.. bytes[..^4], .. "PARE"u8]).Message, StringComparison.Ordinal);
        Assert.Contains("length of its description", Refused([.. bytes[..^8], 0xFF, 0xFF, 0xFF, 0x7F, .. "PAR1"u8]).Message, StringComparison.Ordinal);
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress)) gzip.Write(bytes);
        Assert.Contains("Unpack it", Refused(packed.ToArray()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_rows_are_named_with_the_header_as_row_1()
    {
        var error = Assert.Throws<DataFormatException>(() => SeriesReader.Read(Golden("types.parquet"), new SeriesReaderOptions { TimeColumn = "date", TargetColumn = "double", IdColumn = "text" }));
        Assert.Equal((3L, "text"), (error.Row, error.Column));
        Assert.Contains("did you mean 'units'", Assert.Throws<DataFormatException>(() => SeriesReader.Read(Golden("demand-zstd.parquet"), new SeriesReaderOptions { TargetColumn = "unit" })).Message, StringComparison.Ordinal);
    }

    private static string Golden(string name) => Path.Combine(Recurrent.Testing.Golden.Folder, "parquet", name);

    private static string[] Lines(string name) => File.ReadAllLines(Golden(name));

    private static string[] TextOf(string name)
    {
        using var text = new StreamReader(new ParquetText(name, File.OpenRead(Golden(name))), Encoding.UTF8);
        return text.ReadToEnd().TrimEnd('\n').Split('\n');
    }

    private static DataFormatException Refused(byte[] bytes)
    {
        using var file = new TemporaryFile(bytes);
        var error = Assert.Throws<DataFormatException>(() => SeriesReader.Read(file.Path));
        Assert.StartsWith(file.Path, error.Message, StringComparison.Ordinal);
        return error;
    }
}
