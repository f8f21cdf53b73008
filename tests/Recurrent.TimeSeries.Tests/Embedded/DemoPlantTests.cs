using Recurrent.TimeSeries.Embedded;

namespace Recurrent.TimeSeries.Tests.Embedded;

public sealed class DemoPlantTests
{
    [Fact]
    public void Tanks_are_the_same_every_time_and_run_over_at_times()
    {
        var (first, second) = (DemoPlant.Tanks().Records[0], DemoPlant.Tanks().Records[0]);
        Assert.Equal(first.Outputs.ToArray(), second.Outputs.ToArray());
        Assert.Equal((2250, 1, 1), (first.Steps, first.InputCount, first.OutputCount));
        Assert.All(first.Inputs.ToArray(), static volt => Assert.InRange(volt, 1, 6));
        Assert.All(first.Outputs.ToArray(), static level => Assert.InRange(level, 0, 15));
    }

    [Fact]
    public void Plan_is_another_than_the_experiment_and_nothing_of_it_is_measured()
    {
        var plan = DemoPlant.Planned().Records[0];
        Assert.False(plan.HasOutputs);
        Assert.NotEqual(DemoPlant.Tanks().Records[0].Slice(0, plan.Steps).Inputs.ToArray(), plan.Inputs.ToArray());
    }
}
