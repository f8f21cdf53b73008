using System.Globalization;
using System.Text;

namespace Recurrent.Cli.Tests;

public sealed class RefusalTests : IDisposable
{
    private const string Header = "unique_id,ds,y\n";
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("", "empty file", "")]
    [InlineData(Header, "only a header line", "row 1")]
    [InlineData(Header + "a,2024-01-01,5\n", "'a'", "")]
    [InlineData(Header + "a,2024-01-01,1\na,2024-01-02,2\na,2024-01-03,3\na,2024-01-16,3\na,2024-01-17,3\n", "5 of 17 steps", "row 5")]
    [InlineData(Header + "a,2024-01-01,\na,2024-01-02,NA\na,2024-01-03,\n", "no known value among 3 in series 'a'", "row 2")]
    [InlineData(Header + "a,2024-01-01,1\na,2024-01-02,2\na,2024-01-02,3\n", "2024-01-02", "row 4")]
    [InlineData(Header + "a,2024-01-02,1\na,2024-01-01,2\na,2024-01-03,3\n", "2024-01-01", "row 3")]
    [InlineData(Header + "a,2024-01-01,1\na,2024-01-02\na,2024-01-03,3\n", "2", "row 3")]
    [InlineData(Header + "a,2024-01-01,1\na,2024-01-02,many\na,2024-01-03,3\n", "many", "row 3")]
    [InlineData(Header + "a,2024-01-01,1\na,2024-01-02,1e308\na,2024-01-03,3\n", "found '1e308'; expected a finite number from -1e30 to 1e30", "row 3, column 'y'")]
    public async Task Train_refuses_a_file_that_cannot_be_used_and_says_where(string content, string found, string row) =>
        await Refused(_scratch.Write("bad.csv", content), found, row);

    [Fact]
    public async Task Train_refuses_utf16_and_says_how_to_convert_it() =>
        await Refused(_scratch.Write("bad.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Header)]), "UTF-16", "iconv");

    [Fact]
    public async Task Train_refuses_bytes_that_are_not_utf8() =>
        await Refused(_scratch.Write("bad.csv", [.. Encoding.UTF8.GetBytes(Header + "caf"), 0xE9, .. ",2024-01-01,1\n"u8]), "not UTF-8", "row 2");

    [Fact]
    public async Task Train_refuses_a_line_of_100000_characters_without_printing_it()
    {
        var run = await Refused(_scratch.Write("bad.csv", Header + "a,2024-01-01,1\na,2024-01-02," + new string('9', 100_000) + "x\na,2024-01-03,3\n"), "4096 characters", "row 3");
        Assert.True(run.Error.Length < 1000, $"The message has {run.Error.Length} characters.");
    }

    [Theory]
    [InlineData("a,2024-01-01,1\na,2024-01-02,NaN\na,2024-01-03,3\n", "1 missing value", "row 3")]
    [InlineData("a,2024-01-01,1\na,2024-01-02,2\na,2024-01-03,3\na,2024-01-06,3\na,2024-01-07,3\n", "2024-01-06", "row 5")]
    public async Task Missing_refuse_names_the_row_of_a_missing_value(string rows, string found, string row) =>
        await Refused(_scratch.Write("bad.csv", Header + rows), found, row, "--missing", "refuse");

    [Fact]
    public async Task Missing_takes_mask_or_refuse()
    {
        _scratch.WriteSales("sales.csv");
        await Refused(_scratch.Path("sales.csv"), "received 'fill'", "mask or refuse", "--missing", "fill");
    }

    [Fact]
    public async Task Train_refuses_a_missing_file_and_names_the_nearest()
    {
        _scratch.WriteSales("sales.csv");
        await Refused(_scratch.Path("sale.csv"), "no file", "sales.csv");
    }

    [Fact]
    public async Task Train_refuses_more_blocks_than_a_dilated_network_has()
    {
        _scratch.WriteSales("sales.csv");
        await Refused(_scratch.Path("sales.csv"), "received 9", "1 to 5 blocks", "--body", "dilated", "--layers", "9");
    }

    [Fact]
    public async Task Train_refuses_a_missing_column_and_names_the_nearest() =>
        await Refused(_scratch.Write("bad.csv", "unique_id,ds,price\na,2024-01-01,1\na,2024-01-02,2\n"), "prize", "price", "--target-col", "prize");

    [Theory]
    [InlineData("--horizon", "0", "at least 1")]
    [InlineData("--horizon", "soon", "whole number")]
    [InlineData("--horizon", "500", "shorter horizon")]
    [InlineData("--cell", "lstmm", "did you mean 'lstm'")]
    [InlineData("--quantiles", "0.9,0.5,0.1", "growing")]
    [InlineData("--quantiles", "0.1,0.9", "0.5")]
    [InlineData("--freq", "fortnightly", "hourly")]
    [InlineData("--time-budget", "10", "duration")]
    [InlineData("--set", "hiden=3", "did you mean 'hidden'")]
    [InlineData("--set", "hidden", "key=value")]
    [InlineData("--set", "dropout=2", "below 1")]
    [InlineData("--horzon", "7", "--horizon")]
    [InlineData("--config", "nothing.json", "nothing.json")]
    [InlineData("--context", "100000", "context of at most")]
    [InlineData("--time-pattern", "dd/MM/yyyy", "--time-pattern")]
    [InlineData("--threads", "2000", "--threads: received threads '2000'; expected a whole number from 0 to 1024")]
    public async Task Train_refuses_a_wrong_option_and_says_what_is_expected(string option, string value, string expected) =>
        await Refused(_scratch.WriteSales(), expected, "", option, value);

    [Theory]
    [InlineData("{\"hiden\": 3}", "did you mean 'hidden'")]
    [InlineData("{\"hidden\": \"wide\"}", "whole number")]
    [InlineData("{\"hidden\": {}}", "object")]
    [InlineData("[1]", "array")]
    [InlineData("{\"hidden\": 3", "line 1")]
    public async Task Train_refuses_a_wrong_configuration_and_names_the_key(string json, string expected) =>
        await Refused(_scratch.WriteSales(), expected, "config.json", "--config", _scratch.Write("config.json", json));

    [Fact]
    public async Task Configuration_set_and_options_are_taken_in_that_order()
    {
        var config = _scratch.Write("config.json", "{\"hidden\": 5, \"layers\": 2, \"epochs\": 1, \"members\": 1, /* comment */ \"quantiles\": [0.1, 0.5, 0.9]}");
        var run = (await Invocation.Run(
            "train", "forecast", _scratch.WriteSales(), "--config", config, "--set", "hidden=6", "--set", "horizon=9", "--horizon", "7", "--out", _scratch.Path("out"))).Succeeded();
        Assert.Matches(@"hidden +6 ", run.Error);
        Assert.Matches(@"layers +2 ", run.Error);
        Assert.Matches(@"horizon +7 ", run.Error);
        var forecast = (await Invocation.Run("predict", _scratch.Path("out"))).Succeeded().Output;
        Assert.StartsWith("unique_id,ds,y-hat,y-hat-lo-80,y-hat-hi-80\n", forecast, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_refuses_a_folder_in_use_and_leaves_it_alone()
    {
        Directory.CreateDirectory(_scratch.Path("out"));
        _scratch.Write("out/thesis.txt", "mine");
        var run = await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--out", _scratch.Path("out"));
        Assert.Equal(2, run.Code);
        Assert.Contains("--force", run.Error, StringComparison.Ordinal);
        (await Invocation.Run("train", "forecast", _scratch.Path("sales.csv"), "--epochs", "1", "--out", _scratch.Path("out"), "--force")).Succeeded();
        Assert.Equal("mine", await File.ReadAllTextAsync(_scratch.Path("out/thesis.txt"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Train_refuses_a_place_it_cannot_write_before_it_trains()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a folder that nobody can write.");
        var run = await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--out", "/proc/rnn-test/out");
        Assert.Equal(2, run.Code);
        Assert.Contains("cannot write", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_refuses_to_resume_what_was_never_started()
    {
        var run = await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--out", _scratch.Path("out"), "--resume");
        Assert.Equal(2, run.Code);
        Assert.Contains("no checkpoint", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("detect", "")]
    [InlineData("signal", "--inputs u --outputs y")]
    [InlineData("volatility", "--target-col y --time-col ds")]
    public async Task Every_task_refuses_numbers_whose_squares_overflow(string task, string options)
    {
        var rows = Enumerable.Range(0, 300).Select(static row => string.Create(
            CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddDays(row):yyyy-MM-dd},{row % 7},{(row == 120 ? "2e30" : $"{1 + (row % 5)}")}"));
        var folder = _scratch.Path("out");
        var run = await Invocation.Run(["train", task, _scratch.Write("large.csv", "ds,u,y\n" + string.Join('\n', rows) + "\n"), "--out", folder, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(2, run.Code);
        Assert.Contains("large.csv, row 122, column 'y': found '2e30'", run.Error, StringComparison.Ordinal);
        Assert.Contains("1e30", run.Error.Split("expected")[1], StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Theory]
    [InlineData("1e30")]
    [InlineData("-1e30")]
    public async Task Numbers_at_the_limit_are_learnt_and_forecast(string factor)
    {
        var rows = Enumerable.Range(0, 100).Select(row => string.Create(
            CultureInfo.InvariantCulture, $"a,{new DateTime(2024, 1, 1).AddDays(row):yyyy-MM-dd},{(1 - (row % 7 / 10.0)) * double.Parse(factor, CultureInfo.InvariantCulture):R}"));
        var folder = _scratch.Path("out");
        (await Invocation.Run("train", "forecast", _scratch.Write("large.csv", Header + string.Join('\n', rows) + "\n"), "--epochs", "1", "--set", "members=1", "--out", folder)).Succeeded();
        Assert.DoesNotContain("NaN", (await Invocation.Run("predict", folder)).Succeeded().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sales.csv")]
    [InlineData("sales.csv/logs")]
    [InlineData("")]
    public async Task Log_folder_that_can_be_none_is_refused_before_old_results_are_replaced(string name)
    {
        var (data, folder) = (_scratch.WriteSales(), _scratch.Path("out"));
        string[] train = ["train", "forecast", data, "--epochs", "1", "--set", "members=1", "--hidden", "4", "--out", folder];
        (await Invocation.Run(train)).Succeeded();
        var before = Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal);
        var run = await Invocation.Run([.. train, "--force", "--log-dir", name.Length == 0 ? "" : _scratch.Path(name)]);
        Assert.Equal(2, run.Code);
        Assert.StartsWith("--log-dir: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sales.csv/out")]
    public async Task Train_refuses_a_place_that_can_be_no_folder(string name)
    {
        var data = _scratch.WriteSales();
        var run = await Invocation.Run("train", "forecast", data, "--out", name.Length == 0 ? "" : _scratch.Path(name));
        Assert.Equal(2, run.Code);
        Assert.StartsWith("--out: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_refuses_a_folder_in_place_of_data()
    {
        var run = await Invocation.Run("train", "forecast", _scratch.Folder);
        Assert.Equal(2, run.Code);
        Assert.Contains("found a folder", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seed", "5")]
    [InlineData("--hidden", "7")]
    public async Task Resume_with_other_options_says_how_the_run_was_started(string option, string value)
    {
        var folder = _scratch.Path("out");
        string[] start = ["train", "forecast", _scratch.WriteSales(), "--epochs", "1", "--set", "members=1", "--out", folder];
        (await Invocation.Run(start)).Succeeded();
        var run = await Invocation.Run([.. start, option, value, "--resume"]);
        Assert.Equal(2, run.Code);
        Assert.Contains("was started with", run.Error, StringComparison.Ordinal);
        Assert.Contains("--set members=1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stamps_and_numbers_of_a_run_are_read_alike_by_later_commands()
    {
        // Day and month cannot be told from these stamps: without the pattern they are January days.
        var rows = Enumerable.Range(0, 48).Select(static month => $"01/{(month % 12) + 1:00}/{2020 + (month / 12)};{(month % 12) + 1},5");
        var data = _scratch.Write("umsatz.csv", "Datum;Umsatz\n" + string.Join('\n', rows) + "\n");
        var newer = _scratch.Write("newer.csv", "Datum;Umsatz\n" + string.Join('\n', Enumerable.Range(1, 12).Select(static month => $"01/{month:00}/2024;{month},250")) + "\n");
        var folder = _scratch.Path("out");
        (await Invocation.Run(
            "train", "forecast", data, "--time-pattern", "dd/MM/yyyy", "--decimal-comma", "--horizon", "2", "--epochs", "1", "--set", "members=1", "--out", folder)).Succeeded();
        var forecast = (await Invocation.Run("predict", folder, newer)).Succeeded().Output;
        Assert.Contains(",01/01/2025,", forecast, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("inspect")]
    public async Task Commands_refuse_a_folder_without_a_model(string command)
    {
        foreach (var (path, expected) in new[] { (_scratch.Folder, "holds no model"), (_scratch.Path("nowhere"), "there is no folder"), (_scratch.Write("file.txt", "x"), "file.txt") })
        {
            var run = await Invocation.Run(command, path);
            Assert.Equal(2, run.Code);
            Assert.Contains(expected, run.Error, StringComparison.Ordinal);
            Assert.Equal("", run.Output);
        }
    }

    [Theory]
    [InlineData("weights.safetensors")]
    [InlineData("weights.pt")]
    [InlineData("model.onnx")]
    [InlineData("model.keras")]
    public async Task Inspect_refuses_a_file_that_does_not_exist(string name)
    {
        var run = await Invocation.Run("inspect", _scratch.Path(name));
        Assert.Equal(2, run.Code);
        Assert.Contains($"no file and no folder '{_scratch.Path(name)}'", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task Commands_name_the_damaged_file_of_a_model()
    {
        var folder = _scratch.Path("out");
        (await Invocation.Run("train", "forecast", _scratch.WriteSales(), "--epochs", "1", "--set", "members=1", "--out", folder)).Succeeded();
        var weights = Path.Combine(folder, "model", "model.safetensors");
        await File.WriteAllBytesAsync(weights, (await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken))[..^9], TestContext.Current.CancellationToken);
        var run = await Invocation.Run("predict", folder);
        Assert.Equal(2, run.Code);
        Assert.Contains("model.safetensors", run.Error, StringComparison.Ordinal);
    }

    private async Task<Invocation> Refused(string data, string found, string also, params string[] more)
    {
        var folder = _scratch.Path(string.Create(CultureInfo.InvariantCulture, $"out{Guid.NewGuid():N}"));
        var run = await Invocation.Run(["train", "forecast", data, "--out", folder, .. more]);
        Assert.True(run.Code == 2, $"exit code {run.Code}: {run.Error}");
        Assert.Equal("", run.Output);
        Assert.Contains(found, run.Error, StringComparison.Ordinal);
        Assert.Contains(also, run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder), "A refused run left its folder behind.");
        return run;
    }
}
