using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Forecasting;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class PathExampleTests
{
    [Fact]
    public void The_guide_example_gives_a_stock_between_mean_and_sum_of_the_worst_days()
    {
        var demand = DemoDemand.SpareParts(parts: 4, days: 200);
        var options = new ForecasterOptions { Horizon = 14, Head = ForecastHead.NegativeBinomial, Epochs = 2, Members = 1 };
        var model = Forecaster.Train(demand, options, cancellationToken: TestContext.Current.CancellationToken).Model;

        #region PathExample
        PathSet futures = model.SamplePaths(new PathOptions { Count = 1000, Seed = 7 });
        double[] totals = futures["part-04"].Measure(path => path.Sum());   // two weeks' demand of each path, in growing order
        double stock = totals[949];                                         // suffices in 95 of 100 cases
        double[] busiest = futures["part-04"].Measure(path => path.Max());  // the busiest day of each path
        #endregion

        Assert.InRange(stock, totals.Average(), model.Predict()["part-04"].Quantile(0.95).Sum());
        Assert.True(busiest[500] > model.Predict()["part-04"].Point.Average());
    }
}
