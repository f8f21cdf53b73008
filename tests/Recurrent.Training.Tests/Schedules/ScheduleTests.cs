using Recurrent.Testing;
using Recurrent.Training.Schedules;

namespace Recurrent.Training.Tests.Schedules;

public sealed class ScheduleTests
{
    public static TheoryData<string> Fixtures => [.. Golden.Names("schedule").Where(name => name != "schedule-reduce-on-plateau")];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Rates_equal_the_reference(string name)
    {
        var golden = Golden.Load(name);
        LearningRateSchedule schedule = Make(golden);
        double[] expected = golden.Doubles("rates");
        for (int step = 0; step < expected.Length; step++)
            Assert.True(Math.Abs(schedule.RateAt(step) - expected[step]) <= 1e-12, $"{name}, step {step}: {schedule.RateAt(step):R}, expected {expected[step]:R}");
    }

    [Fact]
    public void Reduce_on_plateau_equals_the_reference_score_by_score()
    {
        var golden = Golden.Load("schedule-reduce-on-plateau");
        double rate = golden.NumberOption("baseRate");
        var plateau = new ReduceOnPlateau
        {
            Factor = golden.NumberOption("factor"),
            Patience = golden.IntegerOption("patience"),
            RelativeThreshold = golden.NumberOption("relativeThreshold"),
            Cooldown = golden.IntegerOption("cooldown"),
            MinimumFactor = golden.NumberOption("minimumRate") / rate,
        };
        double[] scores = golden.Doubles("metrics"), expected = golden.Doubles("rates");
        PlateauState state = PlateauState.Start;
        for (int epoch = 0; epoch < scores.Length; epoch++)
        {
            Assert.Equal(expected[epoch], rate * state.Factor, 1e-12);
            state = plateau.Next(state, scores[epoch]);
        }
    }

    [Fact]
    public void Reduce_on_plateau_follows_scores_where_higher_is_better_and_takes_not_a_number_for_no_improvement()
    {
        var plateau = new ReduceOnPlateau { Patience = 1, Factor = 0.5 };
        PlateauState state = PlateauState.Start;
        foreach (double score in (double[])[0.5, 0.6, double.NaN, 0.55])
            state = plateau.Next(state, score, higherIsBetter: true);
        Assert.Equal(0.5, state.Factor);
        Assert.Equal(0.6, state.Best);
    }

    [Fact]
    public void Warm_up_rises_to_the_first_rate_and_hands_over()
    {
        LearningRateSchedule schedule = new CosineSchedule(0.2, 10).AfterWarmUp(4);
        Assert.Equal([0, 0.05, 0.1, 0.15000000000000002, 0.2], Enumerable.Range(0, 5).Select(step => schedule.RateAt(step)));
        Assert.Equal(new CosineSchedule(0.2, 10).RateAt(3), schedule.RateAt(7));
    }

    [Fact]
    public void Restarts_of_equal_period_do_not_slow_down_with_the_step()
    {
        var schedule = new CosineRestartsSchedule(0.1, 3);
        Assert.Equal(schedule.RateAt(1), schedule.RateAt(3_000_000_000_001));
    }

    [Fact]
    public void Lengths_below_one_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepSchedule(0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineSchedule(0.1, 10) with { Steps = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleSchedule(0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceOnPlateau { Patience = -1 });
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void Rates_and_factors_that_are_negative_or_not_finite_are_refused_by_name(double wrong)
    {
        Refuse("Rate", wrong, () => new ConstantSchedule(wrong));
        Refuse("Rate", wrong, () => new ConstantSchedule(1) with { Rate = wrong });
        Refuse("Rate", wrong, () => new CosineSchedule(wrong, 10));
        Refuse("MinimumRate", wrong, () => new CosineSchedule(1, 10) { MinimumRate = wrong });
        Refuse("Rate", wrong, () => new CosineRestartsSchedule(wrong, 10));
        Refuse("MinimumRate", wrong, () => new CosineRestartsSchedule(1, 10) { MinimumRate = wrong });
        Refuse("Rate", wrong, () => new ExponentialSchedule(wrong, 1));
        Refuse("Factor", wrong, () => new ExponentialSchedule(1, wrong));
        Refuse("Rate", wrong, () => new MultiStepSchedule(wrong, [1]));
        Refuse("Factor", wrong, () => new MultiStepSchedule(1, [1], wrong));
        Refuse("Rate", wrong, () => new PolynomialSchedule(wrong, 10));
        Refuse("Power", wrong, () => new PolynomialSchedule(1, 10, wrong));
        Refuse("Rate", wrong, () => new StepSchedule(wrong, 10));
        Refuse("Factor", wrong, () => new StepSchedule(1, 10, wrong));
        Refuse("PeakRate", wrong, () => new OneCycleSchedule(wrong, 10));
        Refuse("RiseFraction", wrong, () => new OneCycleSchedule(1, 10) { RiseFraction = wrong });
        Refuse("InitialDivisor", wrong, () => new OneCycleSchedule(1, 10) { InitialDivisor = wrong });
        Refuse("FinalDivisor", wrong, () => new OneCycleSchedule(1, 10) { FinalDivisor = wrong });
        Refuse("StartFactor", wrong, () => new ConstantSchedule(1).AfterWarmUp(10, wrong));
        Refuse("Factor", wrong, () => new ReduceOnPlateau { Factor = wrong });
        Refuse("MinimumFactor", wrong, () => new ReduceOnPlateau { MinimumFactor = wrong });
        Refuse("RelativeThreshold", wrong, () => new ReduceOnPlateau { RelativeThreshold = wrong });
        Assert.Equal(0, new ConstantSchedule(0).RateAt(0));
    }

    [Fact]
    public void A_schedule_without_milestones_or_without_one_to_follow_is_refused()
    {
        Assert.Equal("Milestones", Assert.Throws<ArgumentException>(() => new MultiStepSchedule(1, default)).ParamName);
        Assert.Equal("Then", Assert.Throws<ArgumentNullException>(() => new WarmUpSchedule(null!, 10)).ParamName);
    }

    [Fact]
    public void A_changed_copy_has_the_changed_length() => Assert.Equal(new CosineSchedule(1, 20).RateAt(10), (new CosineSchedule(1, 10) with { Steps = 20 }).RateAt(10));

    private static void Refuse(string name, double value, Func<object> make)
    {
        var refusal = Assert.Throws<ArgumentOutOfRangeException>(make);
        Assert.Equal(name, refusal.ParamName);
        Assert.Contains($"Received {name} = {value}; expected", refusal.Message, StringComparison.Ordinal);
    }

    private static LearningRateSchedule Make(Golden golden)
    {
        double rate = golden.NumberOption("baseRate");
        return golden.Name["schedule-".Length..] switch
        {
            "step" => new StepSchedule(rate, golden.IntegerOption("stepSize"), golden.NumberOption("gamma")),
            "multi-step" => new MultiStepSchedule(rate, [.. golden.Options.GetProperty("milestones").EnumerateArray().Select(item => item.GetInt64())], golden.NumberOption("gamma")),
            "exponential" => new ExponentialSchedule(rate, golden.NumberOption("gamma")),
            "polynomial" => new PolynomialSchedule(rate, golden.IntegerOption("totalEpochs"), golden.NumberOption("power")),
            "linear-warmup" => new ConstantSchedule(rate).AfterWarmUp(golden.IntegerOption("warmupEpochs"), golden.NumberOption("startFactor")),
            "cosine" => new CosineSchedule(rate, golden.IntegerOption("period")) { MinimumRate = golden.NumberOption("minimumRate") },
            "cosine-restarts" => new CosineRestartsSchedule(rate, golden.IntegerOption("firstPeriod"), golden.IntegerOption("periodFactor")) { MinimumRate = golden.NumberOption("minimumRate") },
            "one-cycle" or "one-cycle-linear" => new OneCycleSchedule(golden.NumberOption("peakRate"), golden.IntegerOption("totalSteps"))
            {
                RiseFraction = golden.NumberOption("riseFraction"),
                InitialDivisor = golden.NumberOption("initialDivisor"),
                FinalDivisor = golden.NumberOption("finalDivisor"),
                IsLinear = golden.TextOption("anneal") == "linear",
            },
            _ => throw new InvalidOperationException($"No schedule for fixture {golden.Name}."),
        };
    }
}
