using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class ShapeOpTests
{
    [Theory]
    [InlineData(0, new[] { 2, 3, 4 }, new[] { 1, 3, 4 })]
    [InlineData(1, new[] { 2, 3, 4 }, new[] { 2, 5, 4 })]
    [InlineData(-1, new[] { 2, 3, 4 }, new[] { 2, 3, 1 })]
    public void Concat_puts_inputs_one_after_another(int axis, int[] first, int[] second)
    {
        int position = axis < 0 ? axis + first.Length : axis;
        int[] result = [.. first];
        result[position] += second[position];
        new GradientCheck().WithInput(new Shape(first)).WithInput(new Shape(second)).Run(
            (tape, inputs) => tape.Concat(axis, inputs[0], inputs[1]),
            inputs => [.. Reference.Indices(result).Select(index => index[position] < first[position]
                ? inputs[0][Reference.Flat(first, index)]
                : inputs[1][Reference.Flat(second, [.. index.Select((value, at) => at == position ? value - first[position] : value)])])]);
    }

    [Fact]
    public void Concat_adds_both_gradients_of_an_input_given_twice()
    {
        new GradientCheck().WithInput(new Shape(2, 3)).Run(
            (tape, inputs) => tape.Concat(0, inputs[0], inputs[0]), inputs => [.. inputs[0], .. inputs[0]]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Stack_makes_a_new_axis(int axis)
    {
        int position = axis < 0 ? 2 : axis;
        int[] shape = [3, 5];
        List<int> result = [.. shape];
        result.Insert(position, 2);
        new GradientCheck().WithInput(new Shape(shape)).WithInput(new Shape(shape)).Run(
            (tape, inputs) =>
            {
                Tensor stacked = tape.Stack(axis, inputs[0], inputs[1]);
                Assert.Equal(result, stacked.Shape.ToArray());
                return stacked;
            },
            inputs => [.. Reference.Indices([.. result]).Select(index => inputs[index[position]][Reference.Flat(shape, [.. index.Where((_, at) => at != position)])])]);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 2, 3)]
    [InlineData(-1, 1, 3)]
    [InlineData(2, 4, 0)]
    public void Slice_takes_a_run_of_an_axis(int axis, int start, int length)
    {
        int[] shape = [3, 5, 4];
        int position = axis < 0 ? 2 : axis;
        int[] result = [.. shape];
        result[position] = length;
        new GradientCheck().WithInput(new Shape(shape)).Run(
            (tape, inputs) => tape.Scale(tape.Slice(inputs[0], axis, start, length), 2f),
            inputs => [.. Reference.Indices(result).Select(index => 2 * inputs[0][Reference.Flat(shape, [.. index.Select((value, at) => at == position ? value + start : value)])])]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Split_and_concat_give_the_input_back(int axis)
    {
        new GradientCheck().WithInput(new Shape(4, 4, 3)).Run(
            (tape, inputs) => tape.Concat(axis, tape.Split(inputs[0], axis, 1, 0, 3)), inputs => inputs[0]);
    }

    [Fact]
    public void Split_refuses_lengths_that_do_not_add_up()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentException>(() => tape.Split(Tensor.Zeros(new Shape(4, 3)), 0, 1, 2));
    }

    [Theory]
    [InlineData(new[] { 3, 5 }, new[] { 1, 0 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 1, 0, 2 })]
    [InlineData(new[] { 2, 3, 4 }, new[] { 2, 0, 1 })]
    [InlineData(new[] { 2, 1, 3, 2, 2 }, new[] { 4, 2, -5, 1, 3 })]
    public void Permute_reorders_axes(int[] shape, int[] axes)
    {
        int[] order = [.. axes.Select(axis => axis < 0 ? axis + shape.Length : axis)];
        int[] result = [.. order.Select(axis => shape[axis])];
        new GradientCheck().WithInput(new Shape(shape)).Run(
            (tape, inputs) => tape.Permute(inputs[0], axes),
            inputs => [.. Reference.Indices(result).Select(index =>
            {
                var source = new int[shape.Length];
                for (int axis = 0; axis < order.Length; axis++)
                {
                    source[order[axis]] = index[axis];
                }

                return inputs[0][Reference.Flat(shape, source)];
            })]);
    }

    [Fact]
    public void Permute_adds_to_a_gradient_that_is_there_already()
    {
        new GradientCheck().WithInput(new Shape(3, 3)).Run(
            (tape, inputs) => tape.Add(tape.Transpose(inputs[0], 0, 1), inputs[0]),
            inputs => [.. Enumerable.Range(0, 9).Select(index => inputs[0][index] + inputs[0][(index % 3 * 3) + (index / 3)])]);
    }

    [Fact]
    public void Permute_refuses_an_axis_named_twice()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentException>(() => tape.Permute(Tensor.Zeros(new Shape(2, 3)), 0, 0));
    }

    [Fact]
    public void Embedding_looks_rows_up_and_adds_their_gradients()
    {
        int[] indices = [4, 0, 4, 2, 1, 4];
        new GradientCheck().WithInput(new Shape(5, 3)).Run(
            (tape, inputs) => tape.Embedding(inputs[0], indices, new Shape(3, 2)),
            inputs => [.. indices.SelectMany(index => inputs[0][(index * 3)..((index + 1) * 3)])]);
    }

    [Fact]
    public void Embedding_gives_the_padding_row_no_gradient()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        int[] indices = [0, 1, 1];
        var table = new Parameter([1f, 2f, 3f, 4f], new Shape(2, 2));
        Tensor output = tape.Embedding(table, indices, new Shape(3), paddingIndex: 0);
        Assert.Equal([1f, 2f, 3f, 4f, 3f, 4f], output.Values.ToArray());
        tape.Backward(tape.Sum(output));
        Assert.Equal([0f, 0f, 2f, 2f], table.Gradient.ToArray());
    }

    [Fact]
    public void Embedding_names_the_index_that_is_outside_the_table()
    {
        int[] indices = [0, 2];
        Tape tape = Tape.ForInference(threads: 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => tape.Embedding(Tensor.Zeros(new Shape(2, 2)), indices, new Shape(2)));
        Assert.Contains("Index 2 at position 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SelectRows_takes_entries_in_any_order_and_number()
    {
        int[] rows = [2, 0, 2];
        new GradientCheck().WithInput(new Shape(3, 2, 2)).Run(
            (tape, inputs) => tape.SelectRows(inputs[0], rows), inputs => [.. rows.SelectMany(row => inputs[0][(row * 4)..((row + 1) * 4)])]);
    }

    [Fact]
    public void Gather_picks_one_element_a_row()
    {
        int[] chosen = [2, 0, 1, 2];
        new GradientCheck().WithInput(new Shape(2, 2, 3)).Run(
            (tape, inputs) => tape.Gather(inputs[0], chosen), inputs => [.. chosen.Select((column, row) => inputs[0][(row * 3) + column])]);
    }

    [Theory]
    [InlineData(new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 2, 5 })]
    [InlineData(new int[0], new[] { 2, 3 })]
    [InlineData(new[] { 2, 3 }, new[] { 2, 3 })]
    public void BroadcastTo_repeats_the_input(int[] shape, int[] wanted)
    {
        new GradientCheck().WithInput(new Shape(shape)).Run(
            (tape, inputs) => tape.Negate(tape.BroadcastTo(inputs[0], new Shape(wanted))),
            inputs => Reference.Broadcast(inputs[0], shape, new double[wanted.Aggregate(1, (a, b) => a * b)], wanted, (a, _) => -a));
    }

    [Fact]
    public void BroadcastTo_refuses_to_shrink()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Assert.Throws<ArgumentException>(() => tape.BroadcastTo(Tensor.Zeros(new Shape(2, 3)), new Shape(1, 3)));
    }

    [Fact]
    public void Where_chooses_by_the_mask_with_broadcasting()
    {
        float[] mask = [1, 0, 1];
        new GradientCheck().WithInput(new Shape(4, 3)).WithInput(new Shape(4, 1)).Run(
            (tape, inputs) => tape.Where(Tensor.FromValues(mask, new Shape(3)), inputs[0], inputs[1]),
            inputs => [.. inputs[0].Select((value, index) => mask[index % 3] != 0 ? value : inputs[1][index / 3])]);
    }

    [Fact]
    public void MaskFill_removes_what_the_mask_drops_even_NaN()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor input = Tensor.Variable([1f, float.NaN, 3f, float.PositiveInfinity], new Shape(2, 2));
        Tensor output = tape.MaskFill(input, tape.Mask([true, false], new Shape(2)), -7f);
        Assert.Equal([1f, -7f, 3f, -7f], output.Values.ToArray());
        tape.Backward(tape.Sum(output));
        Assert.Equal([1f, 0f, 1f, 0f], input.Gradient.ToArray());
    }

    [Fact]
    public void SequenceMask_is_one_at_valid_steps()
    {
        Tape tape = Tape.ForInference(threads: 1);
        var batch = new SequenceBatch(Tensor.Zeros(new Shape(3, 3, 2)), [3, 0, 1]);
        Tensor mask = tape.SequenceMask(batch);
        Assert.Equal(new Shape(3, 3), mask.Shape);
        Assert.Equal([1f, 0f, 1f, 1f, 0f, 0f, 1f, 0f, 0f], mask.Values.ToArray());
    }
}
