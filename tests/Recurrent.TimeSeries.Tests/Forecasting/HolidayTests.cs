using System.Text;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Tests.Forecasting;

public sealed class HolidayTests
{
    private const int Length = 400;

    [Theory]
    [InlineData("", "")]
    [InlineData("0", "")]
    [InlineData("False", "")]
    [InlineData("no", "")]
    [InlineData("NA", "")]
    [InlineData("1", "closed")]
    [InlineData("TRUE", "closed")]
    [InlineData("Easter Monday", "Easter Monday")]
    [InlineData("2", "2")]
    public void A_field_is_a_name_or_yes_or_no(string field, string label) => Assert.Equal(label, HolidayField.Label(field, "closed"));

    [Fact]
    public void The_column_is_read_beside_the_values_and_unknown_where_no_row_is()
    {
        using var file = new TemporaryFile("ds,y,holiday\n2024-12-23,5,\n2024-12-24,5,Eve\n2024-12-25,9,Christmas\n2024-12-27,5,\n"u8.ToArray());
        var series = SeriesReader.Read(file.Path, new SeriesReaderOptions { HolidayColumn = "holiday" })[0];
        var holidays = Assert.Single(series.Covariates);
        Assert.Equal(["", "Eve", "Christmas", "", ""], holidays.Labels!);
        Assert.Equal([0, 1, 1, double.NaN, 0], holidays.Values);
        Assert.Equal(CovariateKind.Future, holidays.Kind);
    }

    [Fact]
    public void A_step_tells_holiday_name_and_neighbouring_days()
    {
        var vocabulary = new HolidayVocabulary("holiday", ["a", "b"], DaySteps: 1);
        var table = new float[5 * 6];
        new HolidayReader(vocabulary, Covariate.Holidays("holiday", ["", "a", "c"]), Covariate.Holidays("holiday", ["", "b", "b"]), steps: 5, length: 3).Read(table, 1, 6);
        float[][] rows = [.. table.Chunk(6)];
        // Columns: something else, holiday, a, b, the day before one, the day after one; the sixth step is known to be a holiday, the seventh is not known.
        Assert.Equal([0, 0, 0, 0, 1, 0], rows[0]);
        Assert.Equal([0, 1, 1, 0, 1, 0], rows[1]);
        Assert.Equal([0, 1, 0, 0, 0, 1], rows[2]);
        Assert.Equal([0, 0, 0, 0, 1, 1], rows[3]);
        Assert.Equal([0, 1, 0, 1, 1, 0], rows[4]);
    }

    [Fact]
    public void Names_seen_twice_before_the_held_out_end_are_told_apart()
    {
        string[] labels = ["", "twice", "", "twice", "long", "long", "long", "", "once", "", "late", "", "late", ""];
        var data = new SeriesCollection([new Series("a", new double[labels.Length], TimeAxis.FromDate(new DateTime(2024, 1, 1), Frequency.Hourly))
        {
            Covariates = [Covariate.Holidays("holiday", labels)],
        }]);
        var found = Assert.Single(HolidayChooser.Choose(data, horizon: 4));
        Assert.Equal(["twice"], found.Names);
        Assert.Equal((24, 4), (found.DaySteps, found.Inputs));
        Assert.Contains("no holiday before", Assert.Throws<DataFormatException>(() => HolidayChooser.Choose(data, horizon: 13).ToArray()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("daily", 1)]
    [InlineData("business-daily", 1)]
    [InlineData("15min", 96)]
    [InlineData("weekly", 0)]
    [InlineData("monthly", 0)]
    public void Neighbouring_days_are_told_where_a_step_is_a_day_or_less(string name, int steps)
    {
        Assert.True(Frequency.TryParse(name, out var frequency));
        var data = new SeriesCollection([new Series("a", new double[9], TimeAxis.FromDate(new DateTime(2024, 1, 1), frequency)) { Covariates = [Covariate.Holidays("h", ["x", "", "", "", "", "", "", "", ""])] }]);
        Assert.Equal(steps, HolidayChooser.Choose(data, 1).Single().DaySteps);
    }

    [Fact]
    public void Holidays_of_two_kinds_and_their_eves_are_forecast_apart()
    {
        // Closed on one kind, double on the other, and more on the day before each.
        string[] labels = [.. Enumerable.Range(0, Length + 20).Select(t => t % 29 == 11 ? "closed" : t % 23 == 7 ? "fair" : "")];
        var values = Synthetic.Values(Length, "noise", (t, random) =>
            (labels[t] == "closed" ? 0 : labels[t] == "fair" ? 20 : labels[t + 1].Length > 0 ? 14 : 10) + (0.2 * random));
        using var folder = new TemporaryFolder();
        var data = Data(values, labels);
        var options = Synthetic.Short with { Epochs = 25, StepsPerEpoch = 30, LearningRate = 0.02, Hidden = 16 };
        var training = Synthetic.Train(data, options);
        training.Model.Save(folder.Path);

        Assert.Equal(["closed", "fair"], training.Model.HolidayNames);
        Assert.Contains(training.Settings, one => one.Name == "holidays of holiday" && one.Value == "closed, fair");
        var model = Forecaster.Load(folder.Path);
        string[] ahead = ["", "fair", "", "", "closed", "", "", "", ""];
        var forecast = Predict(model, ahead).Point;
        Assert.Equal(Predict(training.Model, ahead).Point, forecast);
        // Every day is nearer to its own level than to any other's.
        double[] levels = [0, 10, 14, 20];
        double[] expected = [14, 20, 10, 14, 0, 10, 10];
        Assert.Equal(expected, expected.Select((_, step) => levels.MinBy(level => Math.Abs(level - forecast[step]))));
        // A name never seen is a holiday of no particular kind: neither the one nor an ordinary day.
        Assert.NotEqual(forecast[6], Predict(model, ["", "fair", "", "", "closed", "", "new", "", ""]).Point[6]);
    }

    [Fact]
    public void Holidays_of_a_short_series_go_with_any_base()
    {
        string[] labels = [.. Enumerable.Range(0, 80).Select(t => t % 20 == 7 ? "x" : "")];
        var data = Data(Synthetic.Values(80, "noise", (t, random) => 10 + (t % 7) + random), labels);
        Assert.Single(Synthetic.Train(data, Synthetic.Short with { Epochs = 1 }).Settings, one => one.Name == "holidays of holiday");
    }

    [Fact]
    public void Holidays_to_come_must_be_given_for_every_step()
    {
        string[] labels = [.. Enumerable.Range(0, Length).Select(t => t % 20 == 7 ? "x" : "")];
        var model = Synthetic.Train(Data(Synthetic.Values(Length, "noise", (_, random) => random), labels), Synthetic.Short with { Epochs = 1 }).Model;
        Assert.Contains("'holiday'", Assert.Throws<DataFormatException>(() => model.Predict()).Message, StringComparison.Ordinal);
        var lacking = new Covariate("holiday", CovariateKind.Future, [0, 0, double.NaN, 0, 0, 0, 0, 0]) { Labels = ["", "", "", "", "", "", "", ""] };
        var refused = Assert.Throws<DataFormatException>(() => model.Predict(future: new Dictionary<string, IReadOnlyList<Covariate>> { ["shop"] = [lacking] }));
        Assert.Contains("series 'shop' has no value for 2025-02-06", refused.Message, StringComparison.Ordinal);
        var without = Synthetic.Change(model.History, series => series.Values.ToArray());
        Assert.Contains("'holiday'", Assert.Throws<DataFormatException>(() => model.Evaluate(without)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_labels_of_a_stored_history_are_refused()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "history.jsonl.gz");
        Directory.CreateDirectory(folder.Path);
        HistoryFile.Write(path, Data([1, 2, 3], ["", "x", ""]));
        Assert.Equal(["", "x", ""], HistoryFile.Read(path, Frequency.Daily)[0].Covariates[0].Labels!);
        using (var compressed = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest))
        {
            compressed.Write(Encoding.UTF8.GetBytes(
                """{"id":"a","start":0,"format":{"style":"Index","pattern":"","decimals":0,"suffix":""},"values":[1,"NaN",3],"covariates":[{"name":"h","kind":"Future","values":[0,1,0],"labels":["x"]}],"statics":{}}"""));
        }
        Assert.Contains("1 names for 3 values", Assert.Throws<Recurrent.Tensors.Storage.StorageFormatException>(() => HistoryFile.Read(path, Frequency.Index)).Message, StringComparison.Ordinal);
    }

    private static SeriesForecast Predict(Forecaster model, string[] labels) =>
        model.Predict(future: new Dictionary<string, IReadOnlyList<Covariate>> { ["shop"] = [Covariate.Holidays("holiday", labels)] })[0];

    private static SeriesCollection Data(double[] values, string[] labels) =>
        new([new Series("shop", values, TimeAxis.FromDate(new DateTime(2024, 1, 1), Frequency.Daily)) { Covariates = [Covariate.Holidays("holiday", labels[..values.Length])] }]);
}
