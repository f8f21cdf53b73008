using Recurrent.TimeSeries.Finance;
using Recurrent.TimeSeries.Finance.Models;
using Recurrent.TimeSeries.Finance.Network;
using Recurrent.TimeSeries.Finance.Prices;
using Recurrent.TimeSeries.Finance.WalkForward;

namespace Recurrent.TimeSeries.Tests.Finance;

public sealed class WalkForwardLeakTests
{
    private const int Days = 400;
    private const int First = 340;
    private const int Changed = 371;
    private static readonly WalkForwardPlan Plan = new() { FirstDay = First, RefitEvery = 25, ResidualWindow = 200 };

    public static TheoryData<string> Models => ["har", "har_range", "garch", "ewma", "network"];

    [Theory]
    [MemberData(nameof(Models))]
    public void Forecasts_do_not_know_the_day_they_are_for_nor_later_ones(string name)
    {
        var table = Markets.Generated(Days);
        var before = Markets.Walk(Model(name), table, Plan);
        var after = Markets.Walk(Model(name), Markets.WithOtherFuture(table, Changed), Plan);
        Assert.Equal(before[..(Changed - First + 1)], after[..(Changed - First + 1)]);
        // The test can fail: what did change is seen from the next day on.
        Assert.NotEqual(before[Changed - First + 1], after[Changed - First + 1]);
    }

    [Fact]
    public void Refits_are_handed_the_rows_before_the_day_and_no_other()
    {
        var table = Markets.Generated(Days);
        var spy = new Spy();
        Markets.Walk(spy, table, Plan);
        Assert.Equal([(340, table[339].Date), (365, table[364].Date), (390, table[389].Date)], spy.Seen);
    }

    [Fact]
    public void Trained_model_does_not_know_later_days()
    {
        var table = Markets.Generated(Days);
        var first = Markets.Train(table, Markets.Quick);
        var other = Markets.Train(Markets.WithOtherFuture(table, Changed), Markets.Quick);
        var (before, after) = (first.Forecast(table), other.Forecast(Markets.WithOtherFuture(table, Changed)));
        var known = Changed - VolatilityModel.WarmUpDays + 1;
        Assert.Equal(before.Take(known), after.Take(known));
        Assert.NotEqual(before[known], after[known]);
    }

    [Fact]
    public void Model_repeats_the_walk_forward_of_its_training()
    {
        var table = Markets.Generated(Days);
        var trained = Markets.Train(table, Markets.Quick).Forecast(table);
        var walked = Markets.Walk(new NetworkModel(Markets.Quick), table, Plan);
        for (var day = First; day < Days; day++)
        {
            var one = trained[day - VolatilityModel.WarmUpDays];
            Assert.Equal(walked[day - First], one with { UpProbability = double.NaN });
            Assert.InRange(one.UpProbability, 0, 1);
        }
    }

    private static IVolatilityModel Model(string name) => name switch
    {
        "har" => new HarModel(),
        "har_range" => new HarModel(HarForm.Logs, UsesRange: true),
        "garch" => new GarchModel(),
        "ewma" => new EwmaModel(),
        _ => new NetworkModel(Markets.Quick),
    };

    private sealed class Spy : IVolatilityModel
    {
        public List<(int, DateOnly)> Seen { get; } = [];

        public string Name => "spy";

        public IFittedVolatility Fit(PriceTable history, CancellationToken cancellationToken = default)
        {
            Seen.Add((history.Days, history[^1].Date));
            return new EwmaModel().Fit(history, cancellationToken);
        }
    }
}
