using System.Globalization;

namespace Recurrent.Cli.Tests;

/// <summary>What a message advises can be done.</summary>
public sealed class SuggestionTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Detect_takes_the_decimal_comma_that_its_message_advises()
    {
        var data = _scratch.Write("sensor.csv", "zeit;wert\n" + Lines(200, static row => $"{Day(row)};{row % 7},{(row * 37 % 1000).ToString("000", CultureInfo.InvariantCulture)}"));
        string[] train = ["train", "detect", data, "--epochs", "1", "--out", _scratch.Path("model")];
        Assert.Contains("give --decimal-comma", Refused(await Invocation.Run(train)), StringComparison.Ordinal);
        (await Invocation.Run([.. train, "--decimal-comma"])).Succeeded();
        (await Invocation.Run("evaluate", _scratch.Path("model"), data, "--decimal-comma")).Succeeded();
        Assert.DoesNotContain("--decimal-comma", Refused(await Invocation.Run("predict", _scratch.Path("model"), data)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10,9,11,10", true)]
    [InlineData("10,11,9,-1", false)]
    public async Task Prices_that_cannot_be_name_closes_only_where_it_helps(string day, bool helps)
    {
        var rows = Lines(300, row => $"{Day(row)},{(row == 100 ? day : Prices(row))}");
        var file = _scratch.Write("prices.csv", "date,open,high,low,close\n" + rows);
        var error = Refused(await Invocation.Run("train", "volatility", file, "--out", _scratch.Path("model")));
        Assert.Contains("row 102", error, StringComparison.Ordinal);
        Assert.Equal(helps, error.Contains("train on closes only with rnn train volatility --closes-only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_into_a_folder_in_use_names_no_option_that_import_lacks()
    {
        Directory.CreateDirectory(_scratch.Path("used"));
        _scratch.Write("used/mine.txt", "mine");
        var error = Refused(await Invocation.Run("import", _scratch.Write("w.safetensors", "x"), "--out", _scratch.Path("used")));
        Assert.Contains("name another folder, or delete this one first", error, StringComparison.Ordinal);
        Assert.DoesNotContain("--resume", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Future_file_without_the_column_is_told_to_get_it()
    {
        var data = _scratch.Write("sales.csv", "ds,y,promo\n" + Lines(90, static row => $"{Day(row)},{row % 7},{row % 2}"));
        var model = _scratch.Path("model");
        (await Invocation.Run("train", "forecast", data, "--horizon", "3", "--future-cov", "promo", "--epochs", "1", "--set", "members=1", "--out", model)).Succeeded();
        var future = _scratch.Write("future.csv", "ds,price\n" + Lines(3, static row => $"{Day(row + 90)},1"));
        var error = Refused(await Invocation.Run("predict", model, "--future", future));
        Assert.Contains("future.csv, row 1: found no column 'promo'", error, StringComparison.Ordinal);
        Assert.Contains("Add the column, which the model was trained with", error, StringComparison.Ordinal);

        var shorter = _scratch.Write("short.csv", "ds,promo\n" + Lines(2, static row => $"{Day(row + 90)},1"));
        Assert.StartsWith(shorter + ": The known-future covariate 'promo' of the series has 2 values", Refused(await Invocation.Run("predict", model, "--future", shorter)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_that_are_too_short_are_named_by_their_file()
    {
        var data = _scratch.Write("short.csv", "unique_id,ds,y\n" + Lines(30, static row => $"shop,{Day(row)},{row % 7}"));
        Assert.StartsWith("short.csv: The longest series, 'shop', has 30 values", Refused(await Invocation.Run("train", "forecast", data, "--horizon", "28", "--out", _scratch.Path("model"))), StringComparison.Ordinal);
        var text = _scratch.Write("text.txt", "Too short.");
        Assert.StartsWith("text.txt: The text to learn from has", Refused(await Invocation.Run("train", "generate", text, "--out", _scratch.Path("model"))), StringComparison.Ordinal);
        var model = _scratch.Path("sales");
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--epochs", "1", "--set", "members=1", "--out", model)).Succeeded();
        var newer = _scratch.Write("newer.csv", "unique_id,ds,y\n" + Lines(5, static row => $"shop0,{Day(row)},{row % 7}"));
        Assert.StartsWith(newer + ": Series 'shop0' has 5 values", Refused(await Invocation.Run("evaluate", model, newer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Point_head_is_not_given_quantiles()
    {
        var error = Refused(await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--head", "point", "--quantiles", "0.1,0.5", "--out", _scratch.Path("model")));
        Assert.StartsWith("--quantiles: a point head", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("model")));
    }

    [Theory]
    [InlineData("run.json", "predict")]
    [InlineData("run.json", "evaluate")]
    [InlineData("model/model.json", "predict")]
    [InlineData("model/model.json", "inspect")]
    public async Task Description_that_is_cut_off_is_named_with_what_to_do(string name, string command)
    {
        var model = _scratch.Path("model");
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--epochs", "1", "--set", "members=1", "--out", model)).Succeeded();
        var file = Path.Combine(model, name);
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))[..40], TestContext.Current.CancellationToken);
        var error = Refused(await Invocation.Run(command, model));
        Assert.Contains(name, error, StringComparison.Ordinal);
        Assert.Contains("the file is cut off or damaged. Copy the file again from where it came, or make it anew.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("depth", error, StringComparison.Ordinal);
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(row => line(row) + "\n"));

    private static string Day(int row) => new DateTime(2024, 1, 1).AddDays(row).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Prices(int row) => string.Create(CultureInfo.InvariantCulture, $"{10 + (row % 3)},{14 + (row % 2)},{8 - (row % 2)},{10 + (row % 4)}");

    private static string Refused(Invocation run)
    {
        Assert.True(run.Code == 2, $"exit code {run.Code}: {run.Error}");
        return run.Error;
    }
}
