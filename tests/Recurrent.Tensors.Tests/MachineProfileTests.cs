namespace Recurrent.Tensors.Tests;

public sealed class MachineProfileTests
{
    [Fact]
    public void Measure_gives_one_roof_and_no_barrier_on_one_thread()
    {
        MachineProfile machine = MachineProfile.Measure(threads: 1);
        Assert.Equal(1, machine.Threads);
        Assert.True(machine.RoofOneThread > 0);
        Assert.Equal(machine.RoofOneThread, machine.Roof);
        Assert.Equal(0, machine.BarrierNanoseconds);
    }

    [Fact]
    public void Measure_times_barriers_on_two_threads()
    {
        MachineProfile machine = MachineProfile.Measure(threads: 2);
        Assert.Equal(2, machine.Threads);
        Assert.True(machine.Roof > 0);
        Assert.True(machine.BarrierNanoseconds > 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1025)]
    public void Measure_refuses_a_number_of_threads_out_of_range(int threads) =>
        Assert.Equal("threads", Assert.Throws<ArgumentOutOfRangeException>(() => MachineProfile.Measure(threads)).ParamName);
}
