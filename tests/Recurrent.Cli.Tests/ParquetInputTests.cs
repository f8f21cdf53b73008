using System.Globalization;
using System.Text;
using Recurrent.TimeSeries.Embedded;

namespace Recurrent.Cli.Tests;

/// <summary>Every task reads a Parquet file as it reads the CSV file that says the same.</summary>
public sealed class ParquetInputTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Forecasts_are_the_same_with_history_and_future_in_parquet()
    {
        var history = Sales("history.csv", 0, 140, withTarget: true);
        var (later, future) = (Sales("later.csv", 0, 147, withTarget: true), Sales("future.csv", 147, 7, withTarget: false));
        var folder = await Train("forecast", await ParquetFile.Of(history), "--horizon", "7", "--hidden", "8", "--epochs", "1", "--future-cov", "open");
        var expected = (await Invocation.Run("predict", folder, later, "--future", future)).Succeeded();
        var read = (await Invocation.Run("predict", folder, await ParquetFile.Of(later), "--future", await ParquetFile.Of(future))).Succeeded();
        Assert.Equal(expected.Output, read.Output);
        Assert.Equal((await Evaluate(folder, later)).Output, (await Evaluate(folder, await ParquetFile.Of(later))).Output);
    }

    [Fact]
    public async Task Rows_are_judged_the_same_and_missing_ones_too()
    {
        var rows = Sensor("rows.csv");
        var folder = await Train("detect", await ParquetFile.Of(rows), "--epochs", "2");
        var expected = (await Invocation.Run("predict", folder, rows)).Succeeded();
        Assert.Equal(expected.Output, (await Invocation.Run("predict", folder, await ParquetFile.Of(rows))).Succeeded().Output);
        await using var piped = File.OpenRead(Path.ChangeExtension(rows, ".parquet"));
        var refused = await Invocation.Run(piped, "predict", folder, "-");
        Assert.Equal(2, refused.Code);
        Assert.Contains("stdin, row 1: found a Parquet file", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plants_are_simulated_the_same()
    {
        var data = Plant("plant.csv", withOutput: true);
        var folder = await Train("signal", await ParquetFile.Of(data), "--inputs", "pump", "--outputs", "level", "--states", "2", "--units", "2", "--ridge", "1e-6", "--restarts", "1", "--iterations", "5");
        var plan = Plant("plan.csv", withOutput: false);
        var expected = (await Invocation.Run("predict", folder, plan)).Succeeded();
        Assert.Equal(expected.Output, (await Invocation.Run("predict", folder, await ParquetFile.Of(plan))).Succeeded().Output);
        Assert.Equal((await Evaluate(folder, data)).Output, (await Evaluate(folder, await ParquetFile.Of(data))).Output);
    }

    [Fact]
    public async Task Signals_of_a_table_are_told_apart_the_same()
    {
        var text = new StringBuilder("id,label,x\n");
        for (var row = 0; row < 240; row++) text.Append(CultureInfo.InvariantCulture, $"s{row / 12},{(row / 12 % 2 == 0 ? "up" : "down")},{(row / 12 % 2 == 0 ? row % 12 : -(row % 12))}\n");
        var data = _scratch.Write("strokes.csv", text.ToString());
        var folder = await Train("signal", await ParquetFile.Of(data), "--epochs", "2", "--hidden", "8", "--layers", "1", "--members", "2");
        Assert.Equal((await Evaluate(folder, data)).Output, (await Evaluate(folder, await ParquetFile.Of(data))).Output);
    }

    [Fact]
    public async Task Volatility_is_the_same()
    {
        var text = new StringBuilder("date,close\n");
        var market = DemoPrices.Market();
        for (var day = 0; day < 420; day++) text.Append(CultureInfo.InvariantCulture, $"{market[day].Date:yyyy-MM-dd},{market[day].Close:R}\n");
        var data = _scratch.Write("prices.csv", text.ToString());
        var folder = await Train("volatility", await ParquetFile.Of(data), "--epochs", "1");
        var expected = (await Invocation.Run("predict", folder, data)).Succeeded();
        Assert.Equal(expected.Output, (await Invocation.Run("predict", folder, await ParquetFile.Of(data))).Succeeded().Output);
    }

    [Fact]
    public async Task Damaged_files_end_the_run_with_code_2_and_the_repair()
    {
        var rows = Sensor("rows.csv");
        var bytes = await File.ReadAllBytesAsync(await ParquetFile.Of(rows), TestContext.Current.CancellationToken);
        var cut = _scratch.Write("cut.parquet", bytes[..^50]);
        foreach (var task in new[] { "forecast", "detect", "volatility" })
            Refused(await Invocation.Run("train", task, cut, "--out", _scratch.Path("none")), cut);
        var folder = await Train("detect", rows, "--epochs", "1");
        Refused(await Invocation.Run("predict", folder, cut), cut);
    }

    private static void Refused(Invocation run, string file)
    {
        Assert.Equal(2, run.Code);
        Assert.Contains($"{file}: found a Parquet file that cannot be read: it has no end", run.Error, StringComparison.Ordinal);
        Assert.Contains("Copy the file or write it again", run.Error, StringComparison.Ordinal);
    }

    private static async Task<Invocation> Evaluate(string folder, string data) => (await Invocation.Run("evaluate", folder, data, "--json")).Succeeded();

    private async Task<string> Train(string task, string data, params string[] more)
    {
        var folder = _scratch.Path("run");
        (await Invocation.Run(["train", task, data, "--out", folder, "--quiet", .. more])).Succeeded();
        return folder;
    }

    private string Sales(string name, int first, int days, bool withTarget)
    {
        var text = new StringBuilder("unique_id,ds,open").Append(withTarget ? ",y\n" : "\n");
        foreach (var shop in new[] { "north", "south" })
        {
            for (var day = first; day < first + days; day++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{shop},{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{(day % 7 < 6 ? 1 : 0)}");
                if (withTarget) text.Append(',').Append(day % 31 == 17 ? "" : (100 + (15 * Math.Sin(2 * Math.PI * day / 7)) + (day * 37 % 11)).ToString("R", CultureInfo.InvariantCulture));
                text.Append('\n');
            }
        }

        return _scratch.Write(name, text.ToString());
    }

    private string Sensor(string name)
    {
        var text = new StringBuilder("timestamp,value\n");
        for (var row = 0; row < 1200; row++)
            text.Append(CultureInfo.InvariantCulture, $"{new DateTime(2024, 1, 1).AddMinutes(5 * row):yyyy-MM-dd HH:mm:ss},{(row % 97 == 60 ? "" : $"{Math.Round(Math.Sin(row * 0.3) + (row * 37 % 11 * 0.02), 4)}")}\n");
        return _scratch.Write(name, text.ToString());
    }

    private string Plant(string name, bool withOutput)
    {
        var record = (withOutput ? DemoPlant.Tanks() : DemoPlant.Planned()).Records[0].Slice(0, 300);
        var text = new StringBuilder(withOutput ? "pump,level\n" : "pump\n");
        for (var step = 0; step < record.Steps; step++)
            text.Append(CultureInfo.InvariantCulture, $"{record.Input(step)[0]:R}").Append(withOutput ? string.Create(CultureInfo.InvariantCulture, $",{record.Output(step)[0]:R}") : "").Append('\n');
        return _scratch.Write(name, text.ToString());
    }
}
