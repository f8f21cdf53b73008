using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Tests.Storage;

public sealed class StoredModelTests : IDisposable
{
    private static readonly JsonTypeInfo<Sizes> Type =
        (JsonTypeInfo<Sizes>)new JsonSerializerOptions { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, TypeInfoResolver = new DefaultJsonTypeInfoResolver() }.GetTypeInfo(typeof(Sizes));

    private readonly string _root = Directory.CreateTempSubdirectory("recurrent-").FullName;

    [Fact]
    public void A_model_is_built_from_its_description()
    {
        var model = new Linear(3, 2, new RandomSource(1));
        StoredModel stored = Write(model, """{"Inputs":3,"Outputs":2}""", """{"Inputs":7,"Outputs":8}""");
        stored.CheckTask("map");
        Sizes sizes = stored.ReadArchitecture(Type);
        Assert.Equal(new Sizes(3, 2), sizes);
        Assert.Equal(new Sizes(7, 8), stored.ReadPreprocessing(Type));
        Assert.Equal(model.Weight.Values.ToArray(), stored.Build(() => new Linear(sizes.Inputs, sizes.Outputs, new RandomSource(2))).Weight.Values.ToArray());
    }

    [Fact]
    public void The_model_of_another_task_is_refused()
    {
        StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => Write(new Linear(3, 2, new RandomSource(1)), "{}", null).CheckTask("tag"));
        Assert.Equal("$.task", refusal.Field);
        Assert.Contains("'map'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Inputs":3,"Outputs":"two"}""", null, "$.architecture.Outputs")]
    [InlineData("""{"Inputs":3,"Outputs":2,"Extra":1}""", null, "$.architecture.Extra")]
    [InlineData("""{"Inputs":3,"Outputs":2}""", null, "$.preprocessing")]
    [InlineData("""{"Inputs":3,"Outputs":2}""", """{"Inputs":true}""", "$.preprocessing.Inputs")]
    public void A_wrong_description_is_refused_with_the_field(string architecture, string? preprocessing, string field)
    {
        StoredModel stored = Write(new Linear(3, 2, new RandomSource(1)), architecture, preprocessing);
        StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => (stored.ReadArchitecture(Type), stored.ReadPreprocessing(Type)));
        Assert.Equal((field, stored.ManifestPath), (refusal.Field, refusal.File));
    }

    [Fact]
    public void A_model_that_cannot_be_or_does_not_fit_is_refused()
    {
        StoredModel stored = Write(new Linear(3, 2, new RandomSource(1)), "{}", null);
        Assert.Equal("$.architecture", Assert.Throws<StorageFormatException>(() => stored.Build(() => new Linear(0, 2, new RandomSource(2)))).Field);
        Assert.Equal("tensors", Assert.Throws<StorageFormatException>(() => stored.Build(() => new Linear(4, 2, new RandomSource(2)))).Field);
    }

    [Fact]
    public void Sizes_and_lengths_are_checked_with_what_was_expected()
    {
        StorageChecks.Size("model.json", "$.hidden", 1, 1, 8);
        StorageChecks.Size("model.json", "$.hidden", 8, 1, 8);
        StorageChecks.Length("model.json", "$.labels", 3, 3);
        foreach (long wrong in (long[])[0, 9, long.MaxValue])
            Assert.Contains($"$.hidden: is {wrong}, expected 1 to 8", Assert.Throws<StorageFormatException>(() => StorageChecks.Size("model.json", "$.hidden", wrong, 1, 8)).Message, StringComparison.Ordinal);
        Assert.Contains("has 2 entries, expected 3", Assert.Throws<StorageFormatException>(() => StorageChecks.Length("model.json", "$.labels", 2, 3)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private StoredModel Write(Linear model, string architecture, string? preprocessing)
    {
        string folder = Path.Combine(_root, "model");
        ModelFolder.Write(folder, new ModelManifest
        {
            Task = "map",
            Architecture = JsonDocument.Parse(architecture).RootElement,
            Preprocessing = preprocessing is null ? null : JsonDocument.Parse(preprocessing).RootElement,
        }, model);
        return ModelFolder.Read(folder);
    }

    private sealed record Sizes(int Inputs, int Outputs);
}
