using Recurrent.Tensors.Random;
using Recurrent.Training.Data;

namespace Recurrent.Training.Tests.Data;

public sealed class SplitTests
{
    [Fact]
    public void In_order_keeps_time_order()
    {
        Split split = Split.InOrder(10, validation: 0.2, test: 0.3);
        Assert.Equal([0, 1, 2, 3, 4], split.Training);
        Assert.Equal([5, 6], split.Validation);
        Assert.Equal([7, 8, 9], split.Test);
    }

    [Fact]
    public void Shuffled_uses_every_item_once_and_depends_on_the_seed_alone()
    {
        Split first = Split.Shuffled(50, 0.1, 0.1, new RandomSource(1).Stream("split"));
        Split same = Split.Shuffled(50, 0.1, 0.1, new RandomSource(1).Stream("split"));
        Split other = Split.Shuffled(50, 0.1, 0.1, new RandomSource(2).Stream("split"));
        Assert.Equal(Enumerable.Range(0, 50), first.Training.Concat(first.Validation).Concat(first.Test).Order());
        Assert.Equal(first.Training, same.Training);
        Assert.NotEqual(first.Training, other.Training);
    }

    [Theory]
    [InlineData(0.6, 0.5)]
    [InlineData(1.1, 0)]
    [InlineData(0, -0.1)]
    [InlineData(double.NaN, 0)]
    public void Shares_that_leave_nothing_are_refused(double validation, double test) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Split.InOrder(10, validation, test));
}
