using System.Globalization;
using Recurrent.TimeSeries;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;

// A year of daily demand for six spare parts: small counts, many zeros.
SeriesCollection demand = DemoDemand.SpareParts(parts: 6, days: 365);
const int leadTime = 14;

// 1. Train with a distribution of counts. The same run with Head = ForecastHead.Quantiles would give intervals for each day, and no sums.
Forecaster model = Forecaster.Train(demand, new ForecasterOptions
{
    Horizon = leadTime,
    Head = ForecastHead.NegativeBinomial,
    Epochs = 6,
    Seed = 1,
}).Model;

// 2. Possible futures: the days of one path belong together, so whatever is computed from a path has the right distribution.
PathSet futures = model.SamplePaths(new PathOptions { Count = 1000, Seed = 7 });
Console.WriteLine("How much to have in stock for the next 14 days, so that it suffices in 95 of 100 cases:");
Console.WriteLine();
Console.WriteLine("part       mean demand   stock for 95 %   sum of daily 95 % quantiles   no order at all");
foreach (SeriesPaths part in futures)
{
    // 3. Each path becomes one number; the numbers in growing order are its distribution.
    double[] totals = part.Measure(path => path.Sum());
    double stock = totals[(int)Math.Ceiling(0.95 * totals.Length) - 1];
    double none = totals.Count(total => total == 0) / (double)totals.Length;

    // What adding up the quantiles of the days would say: every day at its worst at once.
    double naive = model.Predict()[part.Id].Quantile(0.95).Sum();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part.Id,-10} {totals.Average(),11:F1} {stock,16:F0} {naive,29:F0} {none,17:P0}"));
}
