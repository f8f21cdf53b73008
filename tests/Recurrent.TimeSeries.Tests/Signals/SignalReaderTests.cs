using System.Text;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Signals;

public sealed class SignalReaderTests : IDisposable
{
    private const string Rows = "time,x,y\n0,1,2\n1,3,4\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_names_are_labels()
    {
        _folder.Write("b/one.csv", Rows);
        _folder.Write("a/deep/two.csv", Rows);
        _folder.Write("loose.csv", Rows);
        _folder.Write("a/notes.md", "no signal");
        var signals = SignalReader.ReadAll(_folder.Path);
        Assert.Equal(["a", "b", null], signals.Select(static one => one.Label));
        Assert.Equal([1f, 2, 3, 4], signals[0].Values.ToArray());
        Assert.Equal(["x", "y"], signals[0].Channels);
        Assert.Null(signals[0].SampleRate);
    }

    [Fact]
    public void Lists_name_files_relative_to_themselves()
    {
        _folder.Write("data/one.csv", Rows);
        _folder.Write("data/tone.wav", Wav([0, 64]));
        var signals = SignalReader.ReadAll(_folder.Write("list.csv", "file;label;speaker\ndata/one.csv;a;ann\ndata/tone.wav;b;ben\n"));
        Assert.Equal(["data/one.csv", "data/tone.wav"], signals.Select(static one => one.Name));
        Assert.Equal(["a", "b"], signals.Select(static one => one.Label));
        Assert.Equal(["ann", "ben"], signals.Select(static one => one.Group));
        Assert.Equal(8000, signals[1].SampleRate);
        Assert.Equal([0.5f], signals[1].Values.ToArray());
    }

    [Fact]
    public void Tables_tell_signals_apart_by_id_even_when_rows_are_mixed()
    {
        var signals = SignalReader.ReadAll(_folder.Write("table.csv", "id,label,x\ns1,a,1\ns2,b,5\ns1,a,2\n"));
        Assert.Equal(["s1", "s2"], signals.Select(static one => one.Name));
        Assert.Equal([1f, 2], signals[0].Values.ToArray());
        Assert.Equal("b", signals[1].Label);
    }

    [Fact]
    public void Columns_go_by_the_names_given()
    {
        var table = _folder.Write("table.csv", "nr,letter,id\n1,a,3\n1,a,4\n");
        var signal = Assert.Single(SignalReader.ReadAll(table, new SignalReaderOptions { IdColumn = "nr", LabelColumn = "letter" }));
        Assert.Equal(["id"], signal.Channels);
        Assert.Equal("a", signal.Label);
    }

    [Fact]
    public void A_file_without_header_is_one_signal()
    {
        var signal = Assert.Single(SignalReader.ReadAll(_folder.Write("one.csv", "1;2\n3;4\n")));
        Assert.Equal(["column1", "column2"], signal.Channels);
        Assert.Equal(2, signal.Length);
    }

    [Theory]
    [InlineData("id,label,x\ns1,a,1\ns1,b,2\n", "row 3, column 'label'")]
    [InlineData("id,label,x\ns1,a,1\ns1,a,\n", "row 3, column 'x': found no value")]
    [InlineData("id,label,x\ns1,a,1\ns1,a,one\n", "found 'one'; expected a finite number")]
    [InlineData("id,label,x\ns1,a,1\ns1,,2\n", "row 3, column 'label': found no text")]
    [InlineData("id,label,x\ns1,a,1\ns1,a\n", "found 2 fields; expected 3")]
    [InlineData("id,label,x\ns1,a,1e300\n", "1e300")]
    [InlineData("file,label\nmissing.wav,a\n", "row 2, column 'file': found 'missing.wav', which does not exist")]
    [InlineData("file,label\n,a\n", "found no text")]
    [InlineData("id,label\ns1,a\n", "columns of numbers (the channels)")]
    [InlineData("", "an empty file")]
    public void What_cannot_be_used_is_refused_with_row_and_column(string text, string expected)
    {
        var error = Assert.Throws<DataFormatException>(() => SignalReader.ReadAll(_folder.Write("bad.csv", text)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_names_are_suggested()
    {
        _folder.Write("hello.wav", Wav([0, 64]));
        var error = Assert.Throws<DataFormatException>(() => SignalReader.ReadAll(_folder.Write("list.csv", "file,label\nhelo.wav,a\n")));
        Assert.Contains("did you mean 'hello.wav'", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<DataFormatException>(() => SignalReader.ReadAll(_folder.Write("list.csv", "file,label\nhello.wav,a\n"), new SignalReaderOptions { LabelColumn = "lable" }));
        Assert.Contains("did you mean 'label'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_folders_and_lists_among_signals_are_refused()
    {
        Assert.Contains("a folder without signals", Assert.Throws<DataFormatException>(() => SignalReader.ReadAll(_folder.Path)).Message, StringComparison.Ordinal);
        _folder.Write("a/list.csv", "file,label\nx.wav,a\n");
        Assert.Contains("among signals", Assert.Throws<DataFormatException>(() => SignalReader.ReadAll(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file,label,group\none.csv,a,g\none.csv,b,h\n")]
    [InlineData("id,label,x,y\ns1,a,1,2\ns1,a,3,4\ns2,b,5,6\n")]
    public void Malformed_variants_are_read_or_refused_and_nothing_else(string text)
    {
        _folder.Write("one.csv", Rows);
        var random = new Random(11);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(text).ToList();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                var place = random.Next(bytes.Count);
                switch (random.Next(3))
                {
                    case 0: bytes[place] = (byte)random.Next(256); break;
                    case 1: bytes.Insert(place, (byte)",;\"\n\0.x9é"[random.Next(9)]); break;
                    default: bytes.RemoveRange(place, Math.Min(random.Next(1, 6), bytes.Count - place)); break;
                }
                if (bytes.Count == 0) bytes.Add((byte)'x');
            }
            try
            {
                IReadOnlyList<Signal> signals = SignalReader.ReadAll(_folder.Write("fuzz.csv", [.. bytes]));
                Assert.All(signals, static one => Assert.True(one.Length > 0));
                read++;
            }
            catch (DataFormatException error)
            {
                Assert.NotEqual("", error.Message);
                refused++;
            }
        }
        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
    }

    private static byte[] Wav(byte[] data)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + data.Length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(8000);
        writer.Write(16000);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(data.Length);
        writer.Write(data);
        return stream.ToArray();
    }
}
