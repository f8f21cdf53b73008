using System.Globalization;
using System.Text.Json;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;

namespace Recurrent.Cli.Tests;

public sealed class ImportTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("lstm-l3-bi.safetensors")]
    [InlineData("lstm-l3-bi.pt")]
    public async Task Imported_layers_predict_what_PyTorch_computed(string file)
    {
        (await Invocation.Run("import", Fixture(file), "--out", _scratch.Path("mine"))).Succeeded();
        var expected = SafeTensorsFile.Read(Fixture("lstm-l3-bi.expected.safetensors")).Tensors;
        var rows = Enumerable.Range(0, 7).Select(step => string.Join(',', Enumerable.Range(0, 5).Select(feature => Row(expected["input"], step)[feature].ToString("R", CultureInfo.InvariantCulture))));
        var steps = _scratch.Write("steps.csv", "a,b,c,d,e\n" + string.Join('\n', rows) + "\n");
        (await Invocation.Run("predict", _scratch.Path("mine"), steps, "--out", _scratch.Path("outputs.csv"))).Succeeded();
        var lines = await File.ReadAllLinesAsync(_scratch.Path("outputs.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(8, lines.Length);
        for (var step = 0; step < 7; step++)
        {
            var outputs = lines[step + 1].Split(',').Select(text => float.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            var wanted = Row(expected["output"], step);
            for (var index = 0; index < 12; index++) Assert.Equal(wanted[index], outputs[index], 1e-5);
        }
    }

    [Fact]
    public async Task Inspect_lists_what_is_recognized_with_types()
    {
        var run = (await Invocation.Run("inspect", Fixture("lstm-l3-bi.safetensors"))).Succeeded();
        Assert.Contains("lstm 5 → 12, 3 layers, both directions", run.Output, StringComparison.Ordinal);
        Assert.Contains("F32 [24, 5]", run.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await Invocation.Run("inspect", Fixture("lstm-l3-bi.safetensors"), "--json")).Succeeded().Output).RootElement;
        Assert.Equal("F32", json.GetProperty("tensors")[0].GetProperty("format").GetString());
    }

    [Fact]
    public async Task A_Keras_model_is_imported_and_one_of_its_layers_runs()
    {
        (await Invocation.Run("import", Fixture("keras-bidirectional.keras"), "--out", _scratch.Path("mine"))).Succeeded();
        var steps = _scratch.Write("steps.csv", "0.1,0.2,0.3,0.4\n0,0,0,1\n");
        var lines = (await Invocation.Run("predict", _scratch.Path("mine"), steps, "--layer", "outer")).Succeeded().Output.TrimEnd().Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("y0,y1,y2,y3,y4,y5", lines[0].TrimEnd());
        var several = await Invocation.Run("predict", _scratch.Path("mine"), steps);
        Assert.Equal(2, several.Code);
        Assert.Contains("name one of outer, deep", several.Error, StringComparison.Ordinal);
        Assert.Contains("embedding of 9 entries in 4", (await Invocation.Run("inspect", Fixture("keras-bidirectional.keras"))).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights/lstm-l3-bi.pt", "imported layers have no task and so no score")]
    [InlineData("onnx/node/test_lstm_defaults/model.onnx", "an ONNX model has no task and so no score")]
    public async Task Imported_model_is_not_scored_and_gives_json_beside_a_file_only(string file, string reason)
    {
        (await Invocation.Run("import", Path.Combine([Golden.Folder, .. file.Split('/')]), "--out", _scratch.Path("mine"))).Succeeded();
        var steps = _scratch.Write("steps.csv", "0,0,0,0,1\n");
        var evaluation = await Invocation.Run("evaluate", _scratch.Path("mine"), steps);
        Assert.Equal(2, evaluation.Code);
        Assert.Contains(reason, evaluation.Error, StringComparison.Ordinal);
        var prediction = await Invocation.Run("predict", _scratch.Path("mine"), steps, "--json");
        Assert.Equal(2, prediction.Code);
        Assert.Contains("--json: the outputs are the result of predict; name a file with --out", prediction.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out: name the folder", "FILE")]
    [InlineData("there is no file", "missing.safetensors", "--out", "x")]
    [InlineData("the ending of 'weights.txt' is none of .safetensors", "weights.txt", "--out", "x")]
    [InlineData("--relu: is an option for weights of PyTorch", "KERAS", "--relu", "--out", "OUT")]
    [InlineData("--embedding: 'nowhere' is no place", "FILE", "--embedding", "nowhere", "--out", "OUT")]
    public async Task Import_refuses_with_a_fix(string message, params string[] arguments)
    {
        var given = arguments.Select(one => one == "FILE" ? Fixture("lstm-l3-bi.safetensors") : one == "KERAS" ? Fixture("keras-gru.keras") : one == "OUT" ? _scratch.Path("out") : one);
        var run = await Invocation.Run(["import", .. given]);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("out")));
    }

    internal static string Fixture(string name) => Path.Combine(Golden.Folder, "weights", name);

    /// <summary>The features of the first row of a batch of three at a step.</summary>
    private static float[] Row(Tensor sequence, int step) => sequence.Values.Slice(step * 3 * sequence.Shape[2], sequence.Shape[2]).ToArray();
}
