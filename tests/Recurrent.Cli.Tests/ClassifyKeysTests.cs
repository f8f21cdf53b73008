using System.Text.Json;
using Recurrent.Cli.Tasks.Classify;

namespace Recurrent.Cli.Tests;

public sealed class ClassifyKeysTests : IDisposable
{
    /// <summary>Printed, and no choice: they are what the data are.</summary>
    private static readonly string[] Facts = ["classes", "validation", "steps per epoch", "texts_cut"];

    /// <summary>Choices that have no value of their own or stand for several others, and those of every task.</summary>
    private static readonly string[] NotPrinted = ["body", "vectors", "validation_share", "threads", "time_budget"];
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Every_printed_setting_is_an_option_of_the_same_name_which_takes_the_printed_value()
    {
        var data = _scratch.Write("data.csv", "text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(static index => $"a {(index % 2 == 0 ? "great" : "awful")} film,{index % 2}\n")));
        string[] command = ["train", "classify", data, "--quiet", "--json", "--epochs", "1", "--hidden", "4", "--embedding", "4"];
        using var first = JsonDocument.Parse((await Invocation.Run([.. command, "--out", _scratch.Path("first")])).Succeeded().Output);
        var printed = Settings(first);
        Assert.Equal(ClassifyKeys.All.Select(static key => key.Name).Except(NotPrinted).Order(), printed.Keys.Except(Facts).Order());
        // Fewer tokens come than the option allows.
        var again = printed.Where(one => !Facts.Contains(one.Key) && one.Key != "vocabulary_size").SelectMany(static one => new[] { "--set", $"{one.Key}={one.Value}" });
        using var second = JsonDocument.Parse((await Invocation.Run([.. command, "--out", _scratch.Path("second"), .. again])).Succeeded().Output);
        Assert.Equal(printed, Settings(second));
    }

    private static Dictionary<string, string> Settings(JsonDocument run) =>
        run.RootElement.GetProperty("settings").EnumerateArray().ToDictionary(static one => one.GetProperty("name").GetString()!, static one => one.GetProperty("value").GetString()!);
}
