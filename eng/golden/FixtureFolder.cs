using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;

namespace Recurrent.Golden;

/// <summary>Writes fixtures as safetensors files and lists them in one manifest.</summary>
internal sealed class FixtureFolder(string path)
{
    private const string Generator = "eng/golden/make.sh";
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<string, Fixture> _fixtures = new(StringComparer.Ordinal);

    private static string TorchSharpVersion => typeof(torch).Assembly.GetName().Version!.ToString(3);

    public void Add(Fixture fixture)
    {
        _fixtures.Add(fixture.Name, fixture);
        File.WriteAllBytes(Path.Combine(path, FileOf(fixture)), Serialise(fixture));
    }

    public void WriteManifest()
    {
        var manifest = new JsonObject
        {
            ["generator"] = Generator,
            ["torchSharp"] = TorchSharpVersion,
            ["libtorch"] = torch.__version__,
            ["computedIn"] = "float64, from inputs and parameters that are exact in float32",
            ["fixtures"] = new JsonArray([.. _fixtures.Values.Select(Entry)]),
        };
        File.WriteAllText(Path.Combine(path, "manifest.json"), manifest.ToJsonString(Indented) + "\n");
    }

    private static string FileOf(Fixture fixture) => fixture.Name + ".safetensors";

    private static JsonNode Entry(Fixture fixture) => new JsonObject
    {
        ["name"] = fixture.Name,
        ["file"] = FileOf(fixture),
        ["kind"] = fixture.Kind,
        ["generator"] = Generator,
        ["torchSharp"] = TorchSharpVersion,
        ["seed"] = fixture.Seed,
        ["oracle"] = fixture.Oracle,
        ["options"] = fixture.Options,
    };

    // Layout: https://huggingface.co/docs/safetensors (8-byte header length, JSON header padded with spaces, data).
    private static byte[] Serialise(Fixture fixture)
    {
        var header = new JsonObject
        {
            ["__metadata__"] = new JsonObject
            {
                ["generator"] = Generator,
                ["torchSharp"] = TorchSharpVersion,
                ["seed"] = fixture.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            },
        };
        long offset = 0;
        foreach (var (key, array) in fixture.Arrays)
        {
            var end = offset + array.Bytes.Length;
            header[key] = new JsonObject
            {
                ["dtype"] = array.ElementType,
                ["shape"] = new JsonArray([.. array.Shape.Select(size => JsonValue.Create(size))]),
                ["data_offsets"] = new JsonArray(offset, end),
            };
            offset = end;
        }

        var text = Encoding.UTF8.GetBytes(header.ToJsonString());
        var headerLength = (text.Length + 7) / 8 * 8;
        var file = new byte[8 + headerLength + offset];
        BinaryPrimitives.WriteInt64LittleEndian(file, headerLength);
        file.AsSpan(8, headerLength).Fill((byte)' ');
        text.CopyTo(file, 8);
        var position = 8 + headerLength;
        foreach (var array in fixture.Arrays.Values)
        {
            array.Bytes.CopyTo(file, position);
            position += array.Bytes.Length;
        }

        return file;
    }
}
