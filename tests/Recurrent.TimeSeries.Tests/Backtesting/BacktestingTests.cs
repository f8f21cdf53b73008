using CsCheck;
using Recurrent.TimeSeries.Backtesting;

namespace Recurrent.TimeSeries.Tests.Backtesting;

public sealed class BacktestingTests
{
    [Fact]
    public void Split_keeps_order_and_loses_nothing()
    {
        var split = Split.Last(Counting(10), test: 3, validation: 2);
        Assert.Equal([0, 1, 2, 3, 4], split.Training.Values.ToArray());
        Assert.Equal([5, 6], split.Validation.Values.ToArray());
        Assert.Equal([7, 8, 9], split.Test.Values.ToArray());
        Assert.Equal("6", split.Validation.Times.Text(0));
        Assert.Equal("8", split.Test.Times.Text(0));
    }

    [Fact]
    public void Split_by_shares_rounds_down_and_gives_the_rest_to_the_test()
    {
        var split = Split.Shares(Counting(10), 0.7, 0.1);
        Assert.Equal((7, 1, 2), (split.Training.Length, split.Validation.Length, split.Test.Length));
    }

    [Fact]
    public void Split_refuses_to_leave_nothing_to_train_on()
    {
        var error = Assert.Throws<ArgumentException>(() => Split.Last(Counting(10), 8, 2));
        Assert.Contains("shorter horizon", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Split.Shares(Counting(10), 0.8, 0.3));
        Assert.Throws<ArgumentException>(() => Split.Shares(Counting(10), double.NaN, 0));
    }

    [Fact]
    public void Rolling_origins_never_show_the_future() =>
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1, 4], Gen.Int[1, 30]).Sample((horizon, origins, stride, extra) =>
        {
            var length = horizon + ((origins - 1) * stride) + extra;
            var rolling = new RollingOrigin { Horizon = horizon, Origins = origins, Stride = stride };
            var previous = -1;
            foreach (var fold in rolling.Folds(Counting(length)))
            {
                Assert.Equal(fold.Origin, fold.Training.Length);
                Assert.Equal(fold.Origin - 1, fold.Training.Values[^1]);
                Assert.Equal(fold.Origin, fold.Test.Values[0]);
                Assert.Equal(horizon, fold.Test.Length);
                Assert.True(fold.Origin > previous);
                previous = fold.Origin;
            }
            Assert.Equal(length - horizon, previous);
        });

    [Fact]
    public void Rolling_window_limits_the_training_part()
    {
        var folds = new RollingOrigin { Horizon = 2, Origins = 2, Window = 3 }.Folds(Counting(10)).ToArray();
        Assert.Equal([3, 4, 5], folds[0].Training.Values.ToArray());
        Assert.Equal("4", folds[0].Training.Times.Text(0));
        Assert.Equal([8, 9], folds[1].Test.Values.ToArray());
    }

    [Fact]
    public void Rolling_origin_refuses_a_short_series_at_once() =>
        Assert.Throws<ArgumentException>(() => { _ = new RollingOrigin { Horizon = 5, Origins = 2 }.Folds(Counting(10)); });

    private static Series Counting(int length) => new("count", [.. Enumerable.Range(0, length).Select(static i => (double)i)]);
}
