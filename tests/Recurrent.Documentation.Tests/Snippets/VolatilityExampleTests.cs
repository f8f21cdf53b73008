using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.Scoring;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class VolatilityExampleTests
{
    [Fact]
    public void The_guide_example_scores_a_model_and_follows_a_market()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("volatility-").FullName, "model");
        PriceTable market = DemoPrices.Market().Slice(0, 420);
        var options = new VolatilityOptions { Epochs = 1, Members = 2, TestDays = 100 };
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        int forecasts = 0;

        #region VolatilityExample
        PriceTable prices = market.Slice(0, 400);                       // or PriceReader.Read("prices.csv")
        VolatilityModel trained = VolatilityModel.Train(prices, options, cancellationToken: cancellation).Model;
        VolatilityEvaluation scores = VolatilityEvaluator.Evaluate(trained, prices, cancellationToken: cancellation);
        double ratio = scores.Model.Ratio;                              // QLIKE over that of HAR, walking forward
        bool holds = scores.Model.One.Kupiec.Passes();                  // value-at-risk of 1 %
        trained.Save(folder);

        VolatilityStream stream = VolatilityModel.Load(folder).OpenStream();   // in another process, one stream a market
        for (int day = 0; day < market.Days; day++)
        {
            DayForecast tomorrow = stream.Push(market[day]);            // at the close of each day
            if (day < prices.Days) continue;
            (double volatility, double worst) = (tomorrow.Volatility, tomorrow.ValueAtRisk1);
            forecasts++;
        }
        #endregion

        Assert.Equal(20, forecasts);
        Assert.InRange(ratio, 0.7, 1.3);
        Assert.Equal(scores.Model.One.Kupiec.PValue >= 0.05, holds);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
