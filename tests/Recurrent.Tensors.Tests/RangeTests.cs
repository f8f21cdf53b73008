using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Tests;

public sealed class RangeTests
{
    private static readonly Tensor Values = Tensor.Zeros(new Shape(3, 2, 4));

    [Theory]
    [InlineData(2, 2, "length")]
    [InlineData(-1, 2, "start")]
    [InlineData(1, -2, "length")]
    [InlineData(int.MaxValue, int.MaxValue, "length")]
    public void A_slice_beyond_an_axis_is_refused_with_start_length_and_axis(int start, int length, string parameter)
    {
        Tape tape = Tape.ForInference(threads: 1);
        (Action Slice, string Expected)[] slices =
        [
            (() => Values.Slice(start, length), "on axis 0 of [3, 2, 4], which has 3 entries"),
            (() => tape.Slice(Values, 0, start, length), "on axis 0 of [3, 2, 4], which has 3 entries"),
            (() => tape.Slice(Values, -2, start, length), "on axis 1 of [3, 2, 4], which has 2 entries"),
        ];
        foreach ((Action slice, string expected) in slices)
        {
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(slice);
            Assert.Equal(parameter, refusal.ParamName);
            Assert.Contains($"Received start {start} and length {length} {expected}", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void An_entry_beyond_the_axis_is_refused_by_number(int index) => Assert.Contains(
        $"Received entry {index} of axis 0 of [3, 2, 4]; expected 0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => Values.At(index)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(99)]
    [InlineData(-1)]
    public void A_row_that_a_batch_has_not_is_refused_with_lengths_and_without(int row)
    {
        foreach (SequenceBatch batch in (SequenceBatch[])[new(Values), new(Values, [1, 3])])
        {
            var refusal = Assert.Throws<ArgumentOutOfRangeException>(() => batch.LengthOf(row));
            Assert.Contains($"Received row {row} of a batch of 2 rows", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    [InlineData(3, 1)]
    public void Other_values_of_a_batch_have_its_steps_and_rows(int time, int rows)
    {
        Tensor other = Tensor.Zeros(new Shape(time, rows, 5));
        Assert.Contains("[3, 2, …]", Assert.Throws<ArgumentException>(() => new SequenceBatch(Values).With(other)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new SequenceBatch(Values, [1, 2]).With(other));
        Assert.Equal(5, new SequenceBatch(Values, [1, 2]).With(Tensor.Zeros(new Shape(3, 2, 5))).Features);
    }
}
