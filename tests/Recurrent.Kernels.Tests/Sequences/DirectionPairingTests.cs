using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Tests.Sequences;

public sealed class DirectionPairingTests
{
    [Theory]
    [InlineData(1, 100, 2, true)]
    [InlineData(3, 100, 2, true)]
    [InlineData(4, 100, 2, false)]
    [InlineData(32, 100, 2, false)]
    [InlineData(1, 100, 1, false)]
    [InlineData(1, 2, 2, false)]
    [InlineData(0, 100, 2, false)]
    public void Directions_run_together_when_rows_are_few_and_work_is_enough(int batch, int time, int threads, bool expected)
    {
        var layout = CellLayout.Of(SequenceCell.Lstm, 64, 128);
        var plan = new SequencePlan(time, batch, default, isReverse: false);
        Assert.Equal(expected, DirectionPairing.IsWorth(layout, plan, ThreadTeam.Shared(threads)));
    }
}
