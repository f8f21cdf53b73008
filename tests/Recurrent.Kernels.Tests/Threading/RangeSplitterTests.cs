using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Tests.Threading;

public sealed class RangeSplitterTests
{
    [Fact]
    public void Split_covers_every_item_once_when_ranges_are_joined()
    {
        for (int count = 0; count < 70; count++)
        {
            for (int parts = 1; parts < 9; parts++)
            {
                foreach (int grain in (int[])[1, 2, 6, 16])
                {
                    int next = 0;
                    for (int part = 0; part < parts; part++)
                    {
                        ItemRange range = RangeSplitter.Split(count, grain, part, parts);
                        Assert.Equal(next, range.Start);
                        Assert.True(range.Length >= 0 && range.Length <= (count + grain - 1) / grain / parts * grain + grain);
                        Assert.True(range.End == count || range.End % grain == 0);
                        next = range.End;
                    }

                    Assert.Equal(count, next);
                }
            }
        }
    }

    [Fact]
    public void Split_stays_exact_when_the_count_is_the_largest()
    {
        Assert.Equal(new ItemRange(0, 1073741824), RangeSplitter.Split(int.MaxValue, 64, 0, 2));
        Assert.Equal(new ItemRange(1073741824, int.MaxValue), RangeSplitter.Split(int.MaxValue, 64, 1, 2));
    }

    [Theory]
    [InlineData(-1, 1, 0, 1)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(1, 1, 0, 0)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(1, 1, -1, 2)]
    public void Split_refuses_an_argument_when_it_is_out_of_range(int count, int grain, int part, int parts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RangeSplitter.Split(count, grain, part, parts));
}
