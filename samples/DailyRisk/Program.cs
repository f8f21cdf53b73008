using System.Globalization;
using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Scoring;
using Recurrent.TimeSeries.Finance.WalkForward;

// Almost eight years of a generated market; the last month comes "live".
PriceTable market = DemoPrices.Market();
PriceTable known = market.Slice(0, market.Days - 20);

// 1. Train: walk forward over the last 250 known days, then learn from all of them.
var options = new VolatilityOptions { TestDays = 250, Seed = 1 };
VolatilityModel model = VolatilityModel.Train(known, options).Model;

// 2. Score: every forecast was made from earlier days only, and so were those of the simple methods.
VolatilityEvaluation scores = VolatilityEvaluator.Evaluate(model, known);
Console.WriteLine("method                  QLIKE   below VaR 1 %   below VaR 5 %");
foreach (VolatilityScores one in scores.Baselines.Prepend(scores.Model))
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Method,-22} {one.Qlike,6:F3} {one.One.Rate,13:P1} {one.Five.Rate,15:P1}"));
}

// 3. Live: one close in, tomorrow's risk out. Streams are cheap; open one for each market.
VolatilityStream stream = model.OpenStream();
DayForecast expected = default;
Console.WriteLine();
Console.WriteLine("day         return   volatility   VaR 1 %");
for (int day = 0; day < market.Days; day++)
{
    if (day >= known.Days)
    {
        string breach = market.Return(day) < expected.ValueAtRisk1 ? "   below" : "";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{market[day].Date:yyyy-MM-dd} {market.Return(day),7:P2} {expected.Volatility,12:P2} {expected.ValueAtRisk1,9:P2}{breach}"));
    }

    expected = stream.Push(market[day]);
}

Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{expected.Date:yyyy-MM-dd}       ? {expected.Volatility,12:P2} {expected.ValueAtRisk1,9:P2}"));
