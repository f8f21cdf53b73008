#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Daily exchange rates of 8 currencies, 3 days ahead, on the usual 60/20/20 split by rows: learns from the first 60 %, stops by rows behind them,
// scores every row of the last 20 %. RSE = sqrt(mean (forecast - y)²) / sd(y), both pooled over all currencies and rows, in the unit of the data.
// usage: dotnet run experiments/exchange-rate/exchange-rate.cs -- exchange_rate.txt.gz RESULT.json [SEED...]
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Forecasting;

const int horizon = 3;

// Rows the model sees before each origin: more than its context.
const int history = 256;

// Behind the rows to learn from the library keeps this many to decide when to stop (125 origins) and one horizon for its own score.
const int kept = 125 - 1 + horizon + horizon;
if (args.Length < 2)
{
    Console.Error.WriteLine("usage: exchange_rate.txt.gz RESULT.json [SEED...]");
    return 2;
}

ulong[] seeds = args.Length > 2 ? [.. args[2..].Select(text => ulong.Parse(text, CultureInfo.InvariantCulture))] : [1, 2, 3];
double[][] columns = Read(args[0]);
int rows = columns[0].Length, trainingEnd = (int)(0.6 * rows), testStart = (int)(0.8 * rows);
var clock = Stopwatch.StartNew();
double[] errors = new double[seeds.Length], correlations = new double[seeds.Length];
for (int run = 0; run < seeds.Length; run++)
{
    var known = new SeriesCollection(columns.Select((values, column) => new Series($"{column}", values.AsSpan(0, trainingEnd + kept))));
    ForecastTraining training = Forecaster.Train(known, new ForecasterOptions { Horizon = horizon, SeasonalPeriods = [], Seed = seeds[run] });
    Func<int, double[]> forecast = Forecasts(training.Model);
    (errors[run], correlations[run]) = Score(forecast);
    Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"seed {seeds[run]}: RSE {errors[run]:F4}, CORR {correlations[run]:F4} after {clock.Elapsed.TotalSeconds:F0} s; {training.Run}"));
}

(double repeated, double repeatedCorrelation) = Score(column => [.. Enumerable.Range(testStart, rows - testStart).Select(row => columns[column][row - horizon])]);
var result = new JsonObject
{
    ["dataset"] = "exchange rates, 8 currencies, 3 days ahead",
    ["measure"] = "RSE",
    ["score"] = Math.Round(errors.Average(), 4),
    ["sd"] = Math.Round(Deviation(errors), 5),
    ["scores"] = new JsonArray([.. errors.Select(score => (JsonNode)Math.Round(score, 5))]),
    ["corr"] = Math.Round(correlations.Average(), 4),
    ["must"] = 0.0192,
    ["aim"] = 0.0174,
    ["baselines"] = new JsonObject { ["repeat_last"] = Math.Round(repeated, 5), ["repeat_last_corr"] = Math.Round(repeatedCorrelation, 4) },
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. seeds.Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
string text = result.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
File.WriteAllText(args[1], text + "\n");
Console.WriteLine(text);
return 0;

// Of each test row of a column, the forecast made 3 rows before it.
Func<int, double[]> Forecasts(Forecaster model) => column =>
{
    var pasts = Enumerable.Range(testStart, rows - testStart).Select(row =>
        new Series($"{row}", columns[column].AsSpan(row - horizon + 1 - history, history)));
    return [.. model.Predict(new SeriesCollection(pasts)).Select(one => one.Point[horizon - 1])];
};

(double Rse, double Corr) Score(Func<int, double[]> forecast)
{
    var forecasts = Enumerable.Range(0, columns.Length).Select(forecast).ToArray();
    var actual = columns.Select(values => values[testStart..]).ToArray();
    double[] all = [.. actual.SelectMany(values => values)];
    double mean = all.Average();
    double squares = forecasts.SelectMany((values, column) => values.Select((value, row) => value - actual[column][row])).Sum(error => error * error);
    double corr = Enumerable.Range(0, columns.Length).Average(column => Correlation(forecasts[column], actual[column]));
    return (Math.Sqrt(squares / all.Sum(value => (value - mean) * (value - mean))), corr);
}

static double Correlation(double[] left, double[] right)
{
    double leftMean = left.Average(), rightMean = right.Average(), product = 0, leftSquares = 0, rightSquares = 0;
    for (int index = 0; index < left.Length; index++)
    {
        double one = left[index] - leftMean, other = right[index] - rightMean;
        product += one * other;
        leftSquares += one * one;
        rightSquares += other * other;
    }

    return product / Math.Sqrt(leftSquares * rightSquares);
}

static double[][] Read(string path)
{
    using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
    var lines = new List<double[]>();
    while (reader.ReadLine() is { Length: > 0 } line)
        lines.Add([.. line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture))]);
    return [.. Enumerable.Range(0, lines[0].Length).Select(column => lines.Select(line => line[column]).ToArray())];
}

static double Deviation(double[] values) =>
    values.Length < 2 ? 0 : Math.Sqrt(values.Sum(value => (value - values.Average()) * (value - values.Average())) / (values.Length - 1));

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
