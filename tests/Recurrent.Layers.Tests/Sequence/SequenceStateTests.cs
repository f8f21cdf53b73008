using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Layers.Tests.Sequence;

public class SequenceStateTests
{
    // [2 layers, 3 rows, 2 units]: hundreds are the layer, tens the row, ones the unit.
    private static readonly float[] Hidden = [0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121];

    [Fact]
    public void SelectRows_takes_rows_in_the_order_given_when_repeated() =>
        Assert.Equal([20, 21, 0, 1, 20, 21, 120, 121, 100, 101, 120, 121], State().SelectRows(2, 0, 2).Hidden.Values);

    [Fact]
    public void A_state_without_components_is_refused()
    {
        Assert.Contains("Received no components", Assert.Throws<ArgumentException>(() => new SequenceState(default)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => State() with { Components = default });
    }

    [Fact]
    public void SelectRows_gives_an_empty_batch_when_no_row_is_asked_for()
    {
        SequenceState selected = State().SelectRows();
        Assert.Equal(new Shape(2, 0, 2), selected.Hidden.Shape);
        Assert.Equal(0, selected.Batch);
    }

    [Fact]
    public void ResetRows_clears_only_the_rows_named()
    {
        SequenceState state = State(), reset = state.ResetRows(1);
        Assert.Equal([0, 1, 0, 0, 20, 21, 100, 101, 0, 0, 120, 121], reset.Hidden.Values);
        Assert.Equal(Hidden, state.Hidden.Values);
    }

    [Fact]
    public void Every_component_follows_when_rows_change()
    {
        SequenceState state = new([State().Hidden, Tensor.FromValues([1, 2, 3, 4, 5, 6], new Shape(2, 3, 1))]);
        Assert.Equal([2, 5], state.SelectRows(1).Cell.Values);
        Assert.Equal([1, 0, 3, 4, 0, 6], state.ResetRows(1).Cell.Values);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Rows_outside_the_batch_are_refused_when_selected_or_reset(int row)
    {
        Assert.Contains("0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => State().SelectRows(row)).Message, StringComparison.Ordinal);
        Assert.Contains("0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => State().ResetRows(row)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_is_refused_when_the_layer_has_none() => Assert.Throws<InvalidOperationException>(() => State().Cell);

    private static SequenceState State() => new([Tensor.FromValues(Hidden, new Shape(2, 3, 2))]);

    [Fact]
    public void DetachInto_writes_over_an_earlier_state_of_the_same_shapes_and_no_other()
    {
        SequenceState earlier = State(), wider = new([Tensor.Zeros(new Shape(2, 4, 2))]), late = new([Tensor.FromValues([.. Hidden.Select(static value => value + 1)], new Shape(2, 3, 2))]);
        SequenceState taken = late.DetachInto(earlier);
        Assert.Same(earlier, taken);
        Assert.Equal(late.Hidden.Values, taken.Hidden.Values);
        Assert.NotSame(wider, State().DetachInto(wider));
        Assert.False(wider.Hidden.Values.ContainsAnyExcept(0f));
        Assert.Equal(Hidden, State().DetachInto(null).Hidden.Values);
    }
}
