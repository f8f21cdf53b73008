using Recurrent.Tensors.Random;
using Recurrent.TimeSeries.Finance.Measures;
using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Tests.Finance;

public sealed class VolatilityBaselineTests
{
    [Fact]
    public void Range_variance_of_a_day_is_that_of_Garman_and_Klass_plus_the_night()
    {
        var bar = new PriceBar(new DateOnly(2024, 1, 2), 101) { Open = 100, High = 103, Low = 98 };
        // ln²(100/99) + ½ ln²(103/98) − (2 ln 2 − 1) ln²(101/100)
        var expected = Math.Pow(0.010050335853501506, 2) + (0.5 * Math.Pow(0.04976150945, 2)) - (0.38629436111989057 * Math.Pow(0.009950330853168092, 2));
        Assert.Equal(expected, bar.RangeVariance(99), 10);
        Assert.Equal(0.020000666706669435, bar.Return(99), 12);
    }

    [Fact]
    public void Ewma_moves_by_its_decay()
    {
        var table = Markets.OfReturns(0.01, -0.02, 0.03);
        var forecaster = Markets.Open(new EwmaModel(0.9), table);
        var start = ((0.01 * 0.01) + (0.02 * 0.02) + (0.03 * 0.03)) / 3;
        forecaster.Push(table[0]);
        Assert.Equal(start, forecaster.Variance, 12);
        forecaster.Push(table[1]);
        Assert.Equal((0.9 * start) + (0.1 * 0.0001), forecaster.Variance, 12);
        forecaster.Push(table[2]);
        Assert.Equal((0.9 * ((0.9 * start) + (0.1 * 0.0001))) + (0.1 * 0.0004), forecaster.Variance, 12);
    }

    [Fact]
    public void Garch_finds_the_parameters_of_its_own_process()
    {
        var table = Markets.Garch(20_000, 2e-6, 0.08, 0.9, "garch");
        var recursion = ((RecursiveVariance)new GarchModel().Fit(table, TestContext.Current.CancellationToken)).Recursion;
        Assert.InRange(recursion.Shock, 0.065, 0.095);
        Assert.InRange(recursion.Persistence, 0.88, 0.92);
        Assert.InRange(recursion.Constant, 1.4e-6, 2.8e-6);
    }

    [Fact]
    public void Har_is_the_least_squares_line_through_day_week_and_month()
    {
        var table = Markets.Generated(400).ClosesOnly();
        double[] squares = [.. Enumerable.Range(1, table.Days - 1).Select(day => table.Return(day) * table.Return(day))];
        double[] Row(int end) => [1, squares[end], squares[(end - 4)..(end + 1)].Average(), squares[(end - 21)..(end + 1)].Average()];
        var equations = new double[4, 5];
        for (var end = 21; end + 1 < squares.Length; end++)
        {
            var row = Row(end);
            for (var i = 0; i < 4; i++)
            {
                for (var j = 0; j < 4; j++) equations[i, j] += row[i] * row[j] * 1e8;
                equations[i, 4] += row[i] * squares[end + 1] * 1e8;
            }
        }
        var weights = Solve(equations);
        var forecaster = Markets.Open(new HarModel(), table);
        for (var day = 0; day < table.Days; day++) forecaster.Push(table[day]);
        var expected = Row(squares.Length - 1).Zip(weights, static (value, weight) => value * weight).Sum();
        Assert.Equal(expected / 1e-4, forecaster.Variance / 1e-4, 6);
    }

    [Fact]
    public void Har_never_forecasts_a_variance_of_zero_or_below()
    {
        // A calm month behind a wild past, which a line in levels would continue below 0 if its constant were negative.
        double[] returns = [.. Enumerable.Range(0, 300).Select(day => day % 50 < 25 ? 0.05 * Math.Sin(day) : 0.0)];
        foreach (var form in new[] { HarForm.Levels, HarForm.Logs })
            Assert.All(Markets.Walk(new HarModel(form), Markets.OfReturns(returns), new WalkForwardPlan { FirstDay = 150 }), static one => Assert.True(one.Variance > 0));
    }

    [Fact]
    public void Historical_simulation_repeats_the_last_returns()
    {
        var table = Markets.OfReturns([.. Enumerable.Range(1, 100).Select(static one => one / -1000.0), 0.5]);
        var forecast = Assert.Single(HistoricalSimulation.Of(table, 101, window: 100));
        // Of −0.1 … −0.001 in steps of 0.001, places 1.01 and 5.05 from the smallest.
        Assert.Equal(-0.1 + (0.01 * 0.001), forecast.ValueAtRisk1, 12);
        Assert.Equal(-0.1 + (4.05 * 0.001), forecast.ValueAtRisk5, 12);
        Assert.Equal(Enumerable.Range(1, 100).Average(static one => one * one / 1e6), forecast.Variance, 12);
    }

    [Fact]
    public void Residual_pool_forgets_the_oldest()
    {
        var pool = new ResidualPool(3, [5, 1, 3, 2]);
        Assert.Equal([1, 3, 2], pool.Values);
        Assert.Equal(1, pool.Quantile(0.01));
        Assert.Equal(1.5, pool.Quantile(0.375), 12);
        Assert.Equal(2, pool.Quantile(0.5), 12);
        Assert.Equal(3, pool.Quantile(0.99));
    }

    [Fact]
    public void Next_value_is_below_the_quantile_as_often_as_it_says()
    {
        var noise = new float[400_000];
        new RandomSource(3).Stream("coverage").FillNormal(noise);
        var pool = new ResidualPool(99, noise.Take(99).Select(static one => (double)one));
        var below = 0;
        foreach (var one in noise.Skip(99))
        {
            if (one < pool.Quantile(0.01)) below++;
            pool.Add(one);
        }
        // Place level·(n − 1) + 1 would give 1.98 %.
        Assert.InRange((double)below / (noise.Length - 99), 0.0093, 0.0107);
    }

    [Fact]
    public void Ewma_of_the_index_scores_what_the_data_set_says()
    {
        var table = PriceReader.Read(SharedData.Prices("sp500/sp500.csv.gz"));
        var forecasts = Markets.Walk(new EwmaModel(), table, new WalkForwardPlan { FirstDay = table.Days - 1006, RefitEvery = 2000 });
        double[] returns = [.. Enumerable.Range(table.Days - 1006, 1006).Select(table.Return)];
        // Notes of the data set: mean of ln h + r²/h in percent 0.485; 5.07 % of days below −1.645 deviations; 52.2 % of days up.
        Assert.Equal(0.485, returns.Zip(forecasts, static (one, day) => Math.Log(day.Variance * 1e4) + (one * one / day.Variance)).Average(), 3);
        Assert.Equal(0.0507, returns.Zip(forecasts, static (one, day) => one < -1.6449 * day.Volatility ? 1.0 : 0).Average(), 4);
        Assert.Equal(0.522, returns.Average(static one => one > 0 ? 1.0 : 0), 3);
    }

    [Fact]
    public void Direction_of_sixty_hits_in_a_hundred_days()
    {
        // 40 rises foretold as rises, 20 falls as falls; 10 falls foretold as rises, 30 rises as falls.
        double[] returns = [.. Enumerable.Repeat(0.01, 40), .. Enumerable.Repeat(-0.01, 20), .. Enumerable.Repeat(-0.01, 10), .. Enumerable.Repeat(0.01, 30), 0];
        bool[] rises = [.. Enumerable.Repeat(true, 40), .. Enumerable.Repeat(false, 20), .. Enumerable.Repeat(true, 10), .. Enumerable.Repeat(false, 30), true];
        var test = DirectionTest.Of(returns, rises);
        Assert.Equal((100, 60), (test.Days, test.Hits));
        // P(X ≥ 60) of a fair coin thrown 100 times.
        Assert.Equal(0.0284439668, test.BinomialPValue, 8);
        // Rises 0.7, foretold 0.5: expected hits 0.5; V = 0.25/100 − 0.16·0.25/100 − 0 − 4·0.0525/10000 = 0.002079; z = 0.1/√V = 2.19318.
        Assert.Equal(0.014147, test.PesaranTimmermannPValue, 5);
    }

    [Fact]
    public void Saying_up_every_day_proves_nothing()
    {
        double[] returns = [.. Enumerable.Range(0, 200).Select(static day => day % 4 == 0 ? -0.01 : 0.01)];
        var test = DirectionTest.Of(returns, [.. returns.Select(static _ => true)]);
        Assert.Equal(0.75, test.Accuracy, 12);
        Assert.True(test.BinomialPValue < 1e-6);
        Assert.Equal(1, test.PesaranTimmermannPValue);
    }

    [Fact]
    public void Costs_are_charged_for_every_change_of_position()
    {
        var result = TradingResult.Of([0.01, 0.02, -0.03, 0.01], [true, true, false, true], 0.001);
        Assert.Equal(3, result.Trades);
        // 0.009, 0.02, −0.001, 0.009 a day.
        Assert.Equal(252 * 0.037 / 4, result.AnnualReturn, 12);
        Assert.Equal(0.00925 / 0.007428828979051813 * Math.Sqrt(252), result.SharpeRatio, 9);
        Assert.Throws<ArgumentException>(() => TradingResult.Of([0.01], [true], -1));
    }

    private static double[] Solve(double[,] equations)
    {
        for (var pivot = 0; pivot < 4; pivot++)
        {
            for (var row = 0; row < 4; row++)
            {
                if (row == pivot) continue;
                var factor = equations[row, pivot] / equations[pivot, pivot];
                for (var column = pivot; column < 5; column++) equations[row, column] -= factor * equations[pivot, column];
            }
        }
        return [.. Enumerable.Range(0, 4).Select(row => equations[row, 4] / equations[row, row])];
    }
}
