using System.Globalization;
using System.Text;

namespace Recurrent.Cli.Tests;

/// <summary>A column of holidays from the file to the forecast.</summary>
public sealed class HolidayTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task Holidays_are_learnt_by_name_and_asked_for_ahead()
    {
        var model = _scratch.Path("model");
        var data = _scratch.Write("sales.csv", Rows("unique_id,ds,y,holiday", 0, 120, withValue: true));
        var trained = (await Invocation.Run("train", "forecast", data, "--horizon", "7", "--holiday-col", "holiday", "--epochs", "2", "--hidden", "8", "--ensemble", "1", "--out", model)).Succeeded();
        Assert.Contains("closed, fair", trained.Error, StringComparison.Ordinal);

        var future = _scratch.Write("future.csv", Rows("unique_id,ds,holiday", 120, 128, withValue: false).Replace("closed", "strike", StringComparison.Ordinal));
        var run = (await Invocation.Run("predict", model, "--future", future)).Succeeded();
        Assert.Equal(9, run.Output.Split('\n').Length);
        Assert.Contains("of no particular kind: strike.", run.Error, StringComparison.Ordinal);
        (await Invocation.Run("evaluate", model, data)).Succeeded();

        string[] lines = File.ReadAllLines(future);
        var lacking = await Invocation.Run("predict", model, "--future", _scratch.Write("lacking.csv", string.Join('\n', [.. lines[..4], .. lines[5..]])));
        Assert.Equal(2, lacking.Code);
        Assert.Contains("series 'shop' has no value for 2024-05-03", lacking.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Invocation.Run("predict", model)).Code);
    }

    [Fact]
    public async Task A_wrong_holiday_column_is_refused_with_the_nearest_name()
    {
        var data = _scratch.Write("sales.csv", Rows("unique_id,ds,y,holiday", 0, 60, withValue: true));
        var run = await Invocation.Run("train", "forecast", data, "--holiday-col", "holidays", "--out", _scratch.Path("model"));
        Assert.Equal(2, run.Code);
        Assert.Contains("did you mean 'holiday'", run.Error, StringComparison.Ordinal);
        Assert.Contains("--holiday-col", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_scratch.Path("model")));
    }

    private static string Rows(string header, int first, int end, bool withValue)
    {
        var text = new StringBuilder(header + "\n");
        for (var day = first; day < end; day++)
        {
            var label = day % 15 == 4 ? "closed" : day % 11 == 2 ? "fair" : "";
            var value = withValue ? string.Create(CultureInfo.InvariantCulture, $"{(label.Length > 0 ? 50 : 100) + (day % 7)},") : "";
            text.Append(CultureInfo.InvariantCulture, $"shop,{new DateTime(2024, 1, 1).AddDays(day):yyyy-MM-dd},{value}{label}\n");
        }
        return text.ToString();
    }
}
