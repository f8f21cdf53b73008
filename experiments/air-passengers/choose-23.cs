#:project ../../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../../src/Recurrent.Training/Recurrent.Training.csproj
// Chooses the settings of last-23.cs: the candidates forecast 23 months at once at six earlier points in time, none of which sees the last 23 months.
// usage: dotnet run experiments/air-passengers/choose-23.cs -- air-passengers.csv
using System.Diagnostics;
using System.Globalization;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Baselines;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.TimeSeries.Metrics;
using Recurrent.TimeSeries.Reading;

const int horizon = 23, season = 12, seeds = 3;
if (args.Length < 1)
{
    Console.Error.WriteLine("usage: air-passengers.csv");
    return 2;
}

Series all = SeriesReader.Read(args[0], new SeriesReaderOptions())[0];
int[] origins = [69, 75, 81, 87, 93, 98];
if (origins[^1] + horizon != all.Length - horizon) throw new InvalidOperationException($"The file has {all.Length} months; the last origin would see the ones held out.");
(string Name, ForecasterOptions Options)[] candidates =
[
    ("default settings", new() { Horizon = horizon }),
    ("naive base", new() { Horizon = horizon, Base = ForecastBase.Naive }),
    ("theta base", new() { Horizon = horizon, Base = ForecastBase.Theta }),
    ("smoothing base", new() { Horizon = horizon, Base = ForecastBase.Smoothing }),
    ("context 24", new() { Horizon = horizon, Context = 24 }),
    ("8 units", new() { Horizon = horizon, Hidden = 8 }),
    ("learning rate 0.0005", new() { Horizon = horizon, LearningRate = 0.0005 }),
    ("15 networks", new() { Horizon = horizon, Members = 15 }),
];
Console.WriteLine($"MAPE of the {horizon} months behind a month, mean of {seeds} seeds");
Console.WriteLine($"{"months known",-22}{string.Concat(origins.Select(origin => $"{origin,7}"))}   mean");
foreach (IBaseline baseline in new IBaseline[] { new SeasonalNaive(season), new Theta(season), new HoltWinters(season), new HoltWinters(season) { IsSteady = true } })
    Report(baseline.Name, [.. origins.Select(origin => Error(origin, baseline.Forecast(all.Values[..origin], horizon)))]);
(string Best, double Smallest) best = ("", double.PositiveInfinity);
foreach (var (name, options) in candidates)
{
    var clock = Stopwatch.StartNew();
    double[] errors = [.. origins.Select(origin => Enumerable.Range(1, seeds).Average(seed => Error(origin, Forecast(origin, options with { Seed = (ulong)seed }))))];
    Report(name, errors);
    if (errors.Average() < best.Smallest) best = (name, errors.Average());
    Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {clock.Elapsed.TotalSeconds:F0} s"));
}

Console.WriteLine($"chosen: {best.Best}");
return 0;

double[] Forecast(int origin, ForecasterOptions options)
{
    var known = new SeriesCollection([new Series(all.Id, all.Values[..(origin + horizon)], all.Times)]);
    return [.. Forecaster.Train(known, options).Test.Forecasts[0].Point];
}

double Error(int origin, double[] forecast) => Mape.Of(all.Values.Slice(origin, horizon), forecast);

void Report(string name, double[] errors) => Console.WriteLine(
    string.Create(CultureInfo.InvariantCulture, $"{name,-22}{string.Concat(errors.Select(error => $"{error,7:F2}"))}{errors.Average(),7:F2}"));
