using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class ExportTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_forecaster_is_written_with_what_goes_in_and_out()
    {
        var (model, file) = (await Trained(), _scratch.Path("sales.onnx"));
        var run = (await Invocation.Run("export", model, "--onnx", file)).Succeeded();
        Assert.True(new FileInfo(file).Length > 1000);
        Assert.Contains("operators 17, format 8", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"out\s+forecast\s+float64\s+\[7, batch, 19\]", run.Output);
        Assert.Contains("outside: Missing values are filled in before", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_names_files_inputs_and_outputs_and_files_are_replaced_only_when_told()
    {
        var (model, file) = (await Trained(), _scratch.Write("sales.onnx", "mine"));
        var refused = await Invocation.Run("export", model, "--onnx", file);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        var run = (await Invocation.Run("export", model, "--onnx", file, "--force", "--json")).Succeeded();
        var written = JsonDocument.Parse(run.Output).RootElement.GetProperty("files")[0];
        Assert.Equal("values", written.GetProperty("inputs")[0].GetProperty("name").GetString());
        Assert.Equal(17, written.GetProperty("operator_set").GetInt32());
    }

    [Fact]
    public async Task Wrong_folders_and_files_are_refused_with_advice()
    {
        await Refused("no model", "export", _scratch.Folder, "--onnx", _scratch.Path("a.onnx"));
        await Refused("there is no folder", "export", _scratch.Path("none"), "--onnx", _scratch.Path("a.onnx"));
        await Refused("--onnx: name the file", "export", _scratch.Folder);
        var model = await Trained();
        await Refused("does not exist", "export", model, "--onnx", _scratch.Path("none/a.onnx"));
        await Refused("is a folder", "export", model, "--onnx", _scratch.Folder);
    }

    [Fact]
    public async Task Answers_to_stories_have_no_form_there()
    {
        var stories = _scratch.Write("stories.txt", string.Concat(Enumerable.Repeat("1 Mary went to the garden.\n2 John went to the hall.\n3 Where is Mary?\tgarden\t1\n", 30)));
        (await Invocation.Run("train", "answer", stories, "--epochs", "1", "--out", _scratch.Path("answer"), "--quiet")).Succeeded();
        await Refused("task answer have no ONNX form", "export", _scratch.Path("answer"), "--onnx", _scratch.Path("a.onnx"));
        Assert.False(File.Exists(_scratch.Path("a.onnx")));
    }

    [Fact]
    public async Task The_recurrent_layer_of_an_imported_model_is_written()
    {
        (await Invocation.Run("import", ImportTests.Fixture("lstm-l3-bi.pt"), "--out", _scratch.Path("mine"))).Succeeded();
        var run = (await Invocation.Run("export", _scratch.Path("mine"), "--onnx", _scratch.Path("mine.onnx"))).Succeeded();
        Assert.Matches(@"out\s+final_cell\s+float32\s+\[6, batch, 6\]", run.Output);
    }

    private static async Task Refused(string message, params string[] arguments)
    {
        var run = await Invocation.Run(arguments);
        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private async Task<string> Trained()
    {
        var folder = _scratch.Path("sales");
        (await Invocation.Run(
            "train", "forecast", _scratch.WriteSales(), "--horizon", "7", "--hidden", "8", "--epochs", "1", "--out", folder, "--quiet")).Succeeded();
        return folder;
    }
}
