using System.Text.Json;
using Recurrent.Testing;

namespace Recurrent.Cli.Tests;

public sealed class OnnxImportTests : IDisposable
{
    private static readonly string[] Names = ["X", "W", "R"];

    private readonly Scratch _scratch = new();

    private static string Cases => Path.Combine(Golden.Folder, "onnx", "node");

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Backend_tests_are_run_and_counted()
    {
        var run = (await Invocation.Run("import", "--run-tests", Cases)).Succeeded();
        Assert.Contains("passed  test_gru_batchwise", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("18 passed, 0 failed", run.Output.TrimEnd(), StringComparison.Ordinal);
        var json = JsonDocument.Parse((await Invocation.Run("import", "--run-tests", Path.Combine(Cases, "test_gru_defaults"), "--json")).Succeeded().Output).RootElement;
        Assert.Equal(1, json.GetProperty("passed").GetInt32());
    }

    [Fact]
    public async Task A_case_that_fails_gives_exit_code_1_and_its_reason()
    {
        Copy("test_lstm_defaults", "good");
        Copy("test_lstm_defaults", "bad");
        File.Copy(Path.Combine(Cases, "test_gru_defaults", "test_data_set_0", "output_0.pb"), _scratch.Path("cases/bad/test_data_set_0/output_0.pb"), overwrite: true);
        var run = await Invocation.Run("import", "--run-tests", _scratch.Path("cases"));
        Assert.Equal(1, run.Code);
        Assert.Contains("FAILED  bad: output 0 'Y_h'", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 passed, 1 failed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_imported_model_predicts_from_named_inputs()
    {
        var source = Path.Combine(Cases, "test_lstm_defaults");
        (await Invocation.Run("import", Path.Combine(source, "model.onnx"), "--out", _scratch.Path("mine"))).Succeeded();
        string[] inputs = [.. Names.SelectMany((name, index) => new[] { "--input", $"{name}={Path.Combine(source, "test_data_set_0", $"input_{index}.pb")}" })];
        var lines = (await Invocation.Run(["predict", _scratch.Path("mine"), .. inputs])).Succeeded().Output.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("0.0952411", lines[1], StringComparison.Ordinal);
        Assert.Contains("Y_h: float[1, 3, 3]", (await Invocation.Run("inspect", _scratch.Path("mine"))).Succeeded().Output, StringComparison.Ordinal);
        Assert.Contains("LSTM", (await Invocation.Run("inspect", Path.Combine(source, "model.onnx"))).Succeeded().Output, StringComparison.Ordinal);
        var missing = await Invocation.Run(["predict", _scratch.Path("mine"), .. inputs.Take(4)]);
        Assert.Equal(2, missing.Code);
        Assert.Contains("nothing is given for 'R'", missing.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--run-tests: there is no folder", "--run-tests", "nowhere")]
    [InlineData("damaged or no ONNX model", "BROKEN", "--out", "mine")]
    public async Task Wrong_input_gives_exit_code_2(string expected, params string[] arguments)
    {
        var broken = _scratch.Write("broken.onnx", "no model");
        var run = await Invocation.Run(["import", .. arguments.Select(argument => argument is "BROKEN" ? broken : argument is "mine" ? _scratch.Path("mine") : argument)]);
        Assert.Equal(2, run.Code);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("mine")));
    }

    private void Copy(string name, string target)
    {
        var source = Path.Combine(Cases, name);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var path = _scratch.Path($"cases/{target}/{Path.GetRelativePath(source, file)}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
    }
}
