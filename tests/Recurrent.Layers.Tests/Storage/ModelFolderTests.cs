using System.Text.Json;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Tests.Storage;

public sealed class ModelFolderTests : IDisposable
{
    private const int Cases = 2000;
    private readonly string _root = Directory.CreateTempSubdirectory("recurrent-").FullName;

    private string Folder => Path.Combine(_root, "model");

    private string ManifestFile => Path.Combine(Folder, ModelFolder.ManifestFile);

    [Fact]
    public void A_model_comes_back_as_written()
    {
        Linear model = Write();
        StoredModel stored = ModelFolder.Read(Folder);
        var loaded = new Linear(3, 2, new RandomSource(99));
        stored.LoadInto(loaded);
        Assert.Equal(model.Weight.Values.ToArray(), loaded.Weight.Values.ToArray());
        Assert.Equal(model.Bias!.Values.ToArray(), loaded.Bias!.Values.ToArray());
        Assert.Equal("forecasting", stored.Manifest.Task);
        Assert.Equal(2, stored.Manifest.Architecture.GetProperty("outputs").GetInt32());
        Assert.Equal(ulong.MaxValue, stored.Manifest.Seed);
        Assert.Equal(double.NaN, stored.Manifest.Metrics["mase"]);
        Assert.Equal("12", File.ReadAllText(Path.Combine(stored.Folder, "scaler.json")));
    }

    [Fact]
    public void A_writer_that_fails_leaves_the_old_model()
    {
        Linear old = Write();
        Assert.Throws<InvalidOperationException>(() => ModelFolder.Write(Folder, Manifest(), new Linear(5, 5, new RandomSource(2)), _ => throw new InvalidOperationException()));
        ModelFolder.Read(Folder).LoadInto(old);
        Assert.Single(Directory.GetDirectories(_root));
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("null", "$")]
    [InlineData("""{"formatVersion":1,"task":"x"}""", "$")]
    [InlineData("""{"formatVersion":2,"task":"x","architecture":{}}""", "$.formatVersion")]
    [InlineData("""{"formatVersion":"1","task":"x","architecture":{}}""", "$.formatVersion")]
    [InlineData("""{"formatVersion":1,"task":"","architecture":{}}""", "$.task")]
    [InlineData("""{"formatVersion":1,"task":null,"architecture":{}}""", "$.task")]
    [InlineData("""{"formatVersion":1,"task":"x","architecture":[]}""", "$.architecture")]
    [InlineData("""{"formatVersion":1,"task":"x","architecture":{},"preprocessing":7}""", "$.preprocessing")]
    [InlineData("""{"formatVersion":1,"task":"x","architecture":{},"code":"x"}""", "$.code")]
    [InlineData("""{"formatVersion":1,"task":"x","task":"y","architecture":{}}""", "$.task")]
    public void A_wrong_manifest_is_refused_with_the_field(string json, string field)
    {
        Write();
        File.WriteAllText(ManifestFile, json);
        StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => ModelFolder.Read(Folder));
        Assert.Equal(field, refusal.Field);
        Assert.Equal(ManifestFile, refusal.File);
    }

    [Fact]
    public void A_missing_file_or_folder_is_named()
    {
        Assert.Throws<DirectoryNotFoundException>(() => ModelFolder.Read(Folder));
        Write();
        File.Delete(Path.Combine(Folder, ModelFolder.WeightsFile));
        Assert.EndsWith(ModelFolder.WeightsFile, Assert.Throws<StorageFormatException>(() => ModelFolder.Read(Folder)).File, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_another_architecture_are_refused_with_the_file_and_the_parameter()
    {
        Write();
        StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => ModelFolder.Read(Folder).LoadInto(new Linear(4, 2, new RandomSource(1))));
        Assert.Contains("weight", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(ModelFolder.WeightsFile, refusal.File, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ModelFolder.ManifestFile)]
    [InlineData(ModelFolder.WeightsFile)]
    [InlineData("scaler.json")]
    [InlineData(Checksums.File)]
    public void Any_flipped_bit_is_refused_with_the_file(string name)
    {
        Write();
        string file = Path.Combine(Folder, name);
        byte[] valid = File.ReadAllBytes(file);
        for (int bit = 0; bit < valid.Length * 8; bit++)
        {
            // A line of sums that starts a new line or turns a digit's case may say the same; everything else must be noticed.
            byte[] damaged = [.. valid];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            if (name == Checksums.File && char.ToLowerInvariant((char)damaged[bit / 8]) == (char)valid[bit / 8])
                continue;
            File.WriteAllBytes(file, damaged);
            Assert.ThrowsAny<StorageFormatException>(() => ModelFolder.Read(Folder));
        }
    }

    [Fact]
    public void A_folder_without_sums_is_taken_as_it_is()
    {
        Linear model = Write();
        File.Delete(Path.Combine(Folder, Checksums.File));
        ModelFolder.Read(Folder).LoadInto(model);
    }

    [Fact]
    public void A_damaged_manifest_is_read_or_refused_and_nothing_else()
    {
        Write();
        byte[] valid = File.ReadAllBytes(ManifestFile);
        RandomStream random = new RandomSource(20260302).Stream("fuzz");
        int refused = 0;
        for (int index = 0; index < Cases; index++)
        {
            byte[] damaged = valid[..(index % 2 == 0 ? Next(valid.Length) : valid.Length)];
            for (int changes = 1 + Next(6); changes > 0 && damaged.Length > 0; changes--)
                damaged[Next(damaged.Length)] = (byte)(index % 3 == 0 ? Next(256) : "{}[],:\"0-eE.nt "[Next(15)]);
            try
            {
                JsonFile.Parse(damaged, "fuzz", ModelJsonContext.Default.ModelManifest).Check("fuzz");
            }
            catch (StorageFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, Cases / 2, Cases);

        int Next(int maximum)
        {
            int value = random.NextInt32(maximum);
            random = random.Advance(1);
            return value;
        }
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static ModelManifest Manifest() => new()
    {
        Task = "forecasting",
        Architecture = JsonDocument.Parse("""{"inputs":3,"outputs":2}""").RootElement,
        Preprocessing = JsonDocument.Parse("""{"scaler":"standard"}""").RootElement,
        Seed = ulong.MaxValue,
        Metrics = new Dictionary<string, double> { ["mase"] = double.NaN },
    };

    private Linear Write()
    {
        var model = new Linear(3, 2, new RandomSource(1));
        ModelFolder.Write(Folder, Manifest(), model, folder => File.WriteAllText(Path.Combine(folder, "scaler.json"), "12"));
        return model;
    }
}
