#:project ../src/Recurrent.TimeSeries/Recurrent.TimeSeries.csproj
#:project ../src/Recurrent.Training/Recurrent.Training.csproj
// Walks volatility models forward over the last fifth of a market's returns and writes result.json.
// usage: dotnet run -c Release experiments/volatility.cs -- PRICES.csv RESULT.json NAME [SEEDS] [FIRST_ROW LAST_ROW]
// FIRST_ROW and LAST_ROW (0-based, exclusive) cut the file first: a validation run before the test part is looked at.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Scoring;

int seeds = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 3;
var clock = Stopwatch.StartNew();
PriceTable table = PriceReader.Read(args[0]);
Console.WriteLine($"{args[2]}: {table.Days} days with prices, {table.SkippedRows} rows without, {(table.HasRange ? "open, high, low, close" : "closes")}");
if (args.Length > 5)
{
    int first = int.Parse(args[4], CultureInfo.InvariantCulture);
    table = table.Slice(first, int.Parse(args[5], CultureInfo.InvariantCulture) - first);
}

var evaluations = new List<VolatilityEvaluation>();
for (int seed = 1; seed <= seeds; seed++)
{
    VolatilityTraining training = VolatilityModel.Train(table, new VolatilityOptions { Seed = (ulong)seed });
    VolatilityEvaluation evaluation = VolatilityEvaluator.Evaluate(training.Model, table);
    evaluations.Add(evaluation);
    Console.WriteLine($"seed {seed}: {evaluation.Days} days from {evaluation.Forecasts[0].Date:yyyy-MM-dd} to {evaluation.Forecasts[^1].Date:yyyy-MM-dd}, {evaluation.DaysWithoutMove} without a move, reference {evaluation.Reference}, {clock.Elapsed.TotalSeconds:F0} s");
    foreach (VolatilityScores one in seed == 1 ? evaluation.Baselines.Prepend(evaluation.Model) : [evaluation.Model]) Console.WriteLine(Line(one));
    DirectionScores direction = evaluation.Direction;
    Console.WriteLine($"  direction {direction.Test.Accuracy:P2} of {direction.Test.Days} (always up {direction.AlwaysUp:P2}), binomial p {direction.Test.BinomialPValue:F3}, Pesaran–Timmermann p {direction.Test.PesaranTimmermannPValue:F3}; "
        + $"after {direction.CostPerTrade:P2} a trade {direction.Strategy.AnnualReturn:P1} a year, Sharpe {direction.Strategy.SharpeRatio:F2}, {direction.Strategy.Trades} trades (held {direction.BuyAndHold.AnnualReturn:P1}, {direction.BuyAndHold.SharpeRatio:F2})");
}

VolatilityEvaluation shown = evaluations[0];
var result = new JsonObject
{
    ["dataset"] = $"{args[2]}, last {shown.Days} returns",
    ["measure"] = $"QLIKE over that of {shown.Reference}",
    ["score"] = Round(Mean(one => one.Model.Ratio)),
    ["sd"] = Round(Deviation(one => one.Model.Ratio)),
    ["scores"] = Numbers(one => one.Model.Ratio),
    ["must"] = 1.03,
    ["aim"] = 0.97,
    ["ratio_to_har_ols"] = Numbers(one => one.Model.Qlike / one.Baseline("har_ols").Qlike),
    ["qlike"] = Numbers(one => one.Model.Qlike),
    ["diebold_mariano_p"] = Numbers(one => one.Model.Difference.PValue),
    ["var_01_rate"] = Numbers(one => one.Model.One.Rate),
    ["var_01_kupiec_p"] = Numbers(one => one.Model.One.Kupiec.PValue),
    ["var_01_christoffersen_p"] = Numbers(one => one.Model.One.Conditional.PValue),
    ["var_05_rate"] = Numbers(one => one.Model.Five.Rate),
    ["var_05_kupiec_p"] = Numbers(one => one.Model.Five.Kupiec.PValue),
    ["var_05_christoffersen_p"] = Numbers(one => one.Model.Five.Conditional.PValue),
    ["direction_accuracy"] = Numbers(one => one.Direction.Test.Accuracy),
    ["direction_p"] = Numbers(one => one.Direction.Test.PesaranTimmermannPValue),
    ["days_without_move"] = shown.DaysWithoutMove,
    ["baselines"] = new JsonObject([.. shown.Baselines.Select(one => KeyValuePair.Create(one.Method, (JsonNode?)new JsonObject
    {
        ["ratio"] = Round(one.Ratio),
        ["qlike"] = Round(one.Qlike),
        ["var_01_kupiec_p"] = Round(one.One.Kupiec.PValue),
        ["var_05_kupiec_p"] = Round(one.Five.Kupiec.PValue),
        ["var_01_christoffersen_p"] = Round(one.One.Conditional.PValue),
        ["var_05_christoffersen_p"] = Round(one.Five.Conditional.PValue),
    }))]),
    ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds),
    ["seed"] = new JsonArray([.. Enumerable.Range(1, seeds).Select(seed => (JsonNode)seed)]),
    ["commit"] = Commit(),
};
File.WriteAllText(args[1], result.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");

double Mean(Func<VolatilityEvaluation, double> of) => evaluations.Average(of);

double Deviation(Func<VolatilityEvaluation, double> of) =>
    evaluations.Count < 2 ? 0 : Math.Sqrt(evaluations.Sum(one => Math.Pow(of(one) - Mean(of), 2)) / (evaluations.Count - 1));

JsonArray Numbers(Func<VolatilityEvaluation, double> of) => new([.. evaluations.Select(one => (JsonNode)Round(of(one)))]);

static double Round(double value) => Math.Round(value, 4);

static string Line(VolatilityScores one) =>
    $"  {one.Method,-22} QLIKE {one.Qlike:F4} ratio {one.Ratio:F4} DM p {one.Difference.PValue:F3} log loss {one.LogLoss:F4} range QLIKE {one.RangeQlike:F4} "
    + $"VaR 1 % {one.One.Rate:P2} Kupiec {one.One.Kupiec.PValue:F3} Christoffersen {one.One.Conditional.PValue:F3}, 5 % {one.Five.Rate:P2} {one.Five.Kupiec.PValue:F3} {one.Five.Conditional.PValue:F3}";

static string Commit()
{
    using Process git = Process.Start(new ProcessStartInfo("git", "rev-parse --short HEAD") { RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
