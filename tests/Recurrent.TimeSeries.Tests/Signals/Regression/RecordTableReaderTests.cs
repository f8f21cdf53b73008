using System.Text;
using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Signals.Regression;

public sealed class RecordTableReaderTests
{
    private static readonly RecordColumns Columns = new() { Inputs = ["u"], Outputs = ["y"] };

    [Fact]
    public void Records_are_told_apart_by_their_column()
    {
        var table = Read("run,u,y\na,1,2\na,3,4\nb,5,6\n", Columns with { Record = "run" });
        Assert.Equal(["a", "b"], table.Records.Select(static record => record.Id));
        Assert.Equal([1, 3], table.Records[0].Inputs.ToArray());
        Assert.Equal([6], table.Records[1].Outputs.ToArray());
    }

    [Theory]
    [InlineData("u,x\n1,2\n", "no column 'y'")]
    [InlineData("u,y\n1,2\n3,\n", "row 3, column 'y': found no value")]
    [InlineData("u,y\n1,2\n3,NaN\n", "found no value")]
    [InlineData("u,y\n1,2\n3,abc\n", "'abc'")]
    [InlineData("u,y\n1,2\n3\n", "found 1 field")]
    public void What_cannot_be_used_is_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<DataFormatException>(() => Read(text, Columns)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_record_in_two_pieces_is_refused() =>
        Assert.Contains("again after others", Assert.Throws<DataFormatException>(() => Read("run,u,y\na,1,2\nb,1,2\na,1,2\n", Columns with { Record = "run" })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_thousand_damaged_files_are_read_or_refused()
    {
        const string letters = "uy,;\"\n\r0123456789.eE-+ \tNaN\0é";
        var source = new RandomSource(1);
        var refused = 0;
        for (var file = 0; file < 1000; file++)
        {
            var draws = new float[4];
            source.Stream("damage", (ulong)file).FillUniform(draws);
            var text = new StringBuilder("u,y\n1,2\n3,4\n5,6\n7,8\n");
            for (var change = 0; change < draws.Length; change += 2) text[(int)(draws[change] * text.Length)] = letters[(int)(draws[change + 1] * letters.Length)];
            try
            {
                Assert.NotEmpty(Read(text.ToString(), Columns).Records);
            }
            catch (DataFormatException)
            {
                refused++;
            }
        }
        Assert.InRange(refused, 100, 999);
    }

    private static RecordTable Read(string text, RecordColumns columns)
    {
        using var file = new TemporaryFile(text);
        return RecordTableReader.Read(file.Path, columns);
    }
}
