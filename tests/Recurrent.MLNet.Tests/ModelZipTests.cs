using System.IO.Compression;
using Recurrent.MLNet.Host;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;
using Recurrent.Text.Tagging;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.MLNet.Tests;

public sealed class ModelZipTests(Models models) : IClassFixture<Models>
{
    [Fact]
    public void Saved_again_after_loading_the_zip_says_the_same()
    {
        using var folder = new TestFolder();
        Save(folder["first.zip"]);
        var loaded = models.Context.Model.Load(folder["first.zip"], out var schema);
        models.Context.Model.Save(loaded, schema, folder["second.zip"]);
        var again = models.Context.Model.Load(folder["second.zip"], out _);
        Assert.Equal(ViewText.Lines(models.Tagging.Transform(models.Rows("sentences"))), ViewText.Lines(again.Transform(models.Rows("sentences"))));
    }

    [Fact]
    public void The_unpacked_entry_is_a_model_folder()
    {
        using var folder = new TestFolder();
        Save(folder["model.zip"]);
        ZipFile.ExtractToDirectory(folder["model.zip"], folder["unpacked"]);
        var tagger = SequenceTagger.Load(Path.GetDirectoryName(Directory.GetFiles(folder["unpacked"], "model.json", SearchOption.AllDirectories).Single())!);
        Assert.Equal(models.Tagging.Model.Tag(["Anna", "went"]).Tags, tagger.Tag(["Anna", "went"]).Tags);
    }

    [Fact]
    public void A_model_trained_elsewhere_goes_into_a_zip()
    {
        using var folder = new TestFolder();
        models.Forecast.Model.Save(folder["forecaster"]);
        var transformer = new RecurrentForecastTransformer(Forecaster.Load(folder["forecaster"]), Models.ForecastColumns);
        models.Context.Model.Save(transformer, models.Rows("sales").Schema, folder["model.zip"]);
        var loaded = models.Context.Model.Load(folder["model.zip"], out _);
        Assert.Equal(ViewText.Lines(models.Forecast.Transform(models.Rows("histories"))), ViewText.Lines(loaded.Transform(models.Rows("histories"))));
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.json")]
    [InlineData("vocabulary.json")]
    [InlineData("SHA256SUMS")]
    public void A_flipped_bit_in_a_file_is_noticed(string file) => Refused(file, static bytes => bytes[bytes.Length / 2] ^= 1);

    [Theory]
    [InlineData("../evil")]
    [InlineData("/tmp/evil")]
    [InlineData("a:b")]
    [InlineData("..")]
    [InlineData("")]
    public void A_list_that_leads_out_of_the_folder_is_refused(string name) =>
        RefusedText("Files.txt", $"{Checksums.File}\n{name}", "Files.txt");

    [Fact]
    public void An_entry_without_sums_is_refused() => RefusedText("Files.txt", "model.json\nmodel.safetensors\nvocabulary.json\nsimple.json", Checksums.File);

    [Fact]
    public void Column_names_that_are_none_are_refused() => RefusedText("Columns.json", "[1,", "Columns.json");

    private void RefusedText(string file, string text, string named)
    {
        using var folder = new TestFolder();
        Save(folder["model.zip"]);
        Write(folder["model.zip"], file, System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Contains(named, Cause(folder["model.zip"]).Message, StringComparison.Ordinal);
    }

    private void Refused(string file, Action<byte[]> damage)
    {
        using var folder = new TestFolder();
        Save(folder["model.zip"]);
        using (var zip = ZipFile.OpenRead(folder["model.zip"]))
        {
            using var stream = Entry(zip, file).Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            var changed = bytes.ToArray();
            damage(changed);
            zip.Dispose();
            Write(folder["model.zip"], file, changed);
        }

        // A changed list is told of by what it no longer says.
        Assert.Contains(file == Checksums.File ? "damaged" : file, Cause(folder["model.zip"]).Message, StringComparison.Ordinal);
    }

    /// <summary>ML.NET puts exceptions of its own around that of a loader.</summary>
    private StorageFormatException Cause(string zip)
    {
        var wrong = Assert.ThrowsAny<Exception>(() => models.Context.Model.Load(zip, out _));
        for (var inner = wrong; inner is not null; inner = inner.InnerException)
            if (inner is StorageFormatException found)
            {
                Assert.DoesNotContain(Path.GetTempPath(), found.Message, StringComparison.Ordinal);
                return found;
            }

        Assert.Fail(wrong.ToString());
        return null!;
    }

    private void Save(string path) => models.Context.Model.Save(models.Tagging, models.Rows("sentences").Schema, path);

    private static ZipArchiveEntry Entry(ZipArchive zip, string file) => zip.Entries.Single(entry => entry.Name == file);

    private static void Write(string path, string file, byte[] bytes)
    {
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        var entry = Entry(zip, file);
        entry.Delete();
        using var stream = zip.CreateEntry(entry.FullName).Open();
        stream.Write(bytes);
    }
}
