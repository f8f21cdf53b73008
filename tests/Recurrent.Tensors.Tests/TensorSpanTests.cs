using System.Numerics.Tensors;
using CsCheck;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Tensors.Tests;

public sealed class TensorSpanTests
{
    /// <summary>Axis lengths, their order in memory, and for each a step and a start in memory.</summary>
    private static readonly Gen<(int[] Lengths, int[] Order, int[] Steps, int Start)> Layouts =
        from rank in Gen.Int[1, Shape.MaxRank]
        from lengths in Gen.Int[1, 4].Array[rank]
        from order in Gen.Shuffle(Enumerable.Range(0, rank).ToArray())
        from steps in Gen.Int[1, 3].Array[rank]
        from start in Gen.Int[0, 5]
        select (lengths, order, steps, start);

    [Fact]
    public void Any_strides_are_copied_in_row_major_order() => Layouts.Sample(layout =>
    {
        float[] memory = Memory(layout.Lengths, layout.Order, layout.Steps, layout.Start, out nint[] strides);
        var span = new ReadOnlyTensorSpan<float>(memory, layout.Start, [.. layout.Lengths.Select(static length => (nint)length)], strides);
        float[] expected = RowMajor(memory, layout.Lengths, strides, layout.Start);
        var shape = new Shape(layout.Lengths);
        Tape tape = Tape.ForInference();
        foreach (Tensor made in new[] { Tensor.FromValues(span), Tensor.Variable(span), new Parameter(span), tape.Constant(span) })
        {
            Assert.Equal(shape, made.Shape);
            Assert.Equal(expected, made.Values.ToArray());
            var copied = new float[memory.Length];
            made.CopyTo(new TensorSpan<float>(copied, layout.Start, [.. layout.Lengths.Select(static length => (nint)length)], strides));
            Assert.Equal(expected, RowMajor(copied, layout.Lengths, strides, layout.Start));
            float[] flat = new float[expected.Length];
            made.AsReadOnlyTensorSpan().FlattenTo(flat);
            Assert.Equal(expected, flat);
        }
    }, iter: 500);

    [Fact]
    public void A_tensor_of_the_platform_is_taken_with_its_axes()
    {
        Tensor<float> source = System.Numerics.Tensors.Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal(new Shape(2, 3), Tensor.FromValues(source).Shape);
        Assert.Equal([2f, 3, 5, 6], Tensor.FromValues(source.Slice([System.Buffers.NRange.All, 1..])).Values.ToArray());
        var parameter = new Parameter(source);
        Assert.Equal((new Shape(2, 3), true), (parameter.Shape, parameter.RequiresGradient));
        Tape tape = Tape.ForGradients();
        tape.Backward(tape.Sum(tape.Multiply(parameter, tape.Constant(source))));
        Assert.Equal([1f, 2, 3, 4, 5, 6], parameter.Gradient.ToArray());
    }

    [Fact]
    public void A_repeated_row_is_copied_as_often_as_it_is_seen() =>
        Assert.Equal([1f, 2, 1, 2, 1, 2], Tensor.FromValues(new ReadOnlyTensorSpan<float>([1f, 2], 0, [3, 2], [0, 1])).Values.ToArray());

    [Fact]
    public void A_batch_of_sequences_is_made_of_a_span_with_its_axes_turned()
    {
        // [B, T, D] = [2, 3, 1] in memory, seen as [T, B, D]; an axis of one entry has no stride.
        var batch = new SequenceBatch(new ReadOnlyTensorSpan<float>([1f, 2, 3, 4, 5, 6], 0, [3, 2, 1], [1, 3, 0]), [3, 2]);
        Assert.Equal((3, 2, 1), (batch.Time, batch.Batch, batch.Features));
        Assert.Equal([1f, 4, 2, 5, 3, 6], batch.Values.Values.ToArray());
        Assert.Equal(2, batch.LengthOf(1));
        Assert.Throws<ArgumentException>(() => new SequenceBatch(new ReadOnlyTensorSpan<float>([1f, 2])));
    }

    [Fact]
    public void A_parameter_takes_new_values_of_its_shape_only()
    {
        var parameter = new Parameter([1f, 2, 3, 4, 5, 6], new Shape(2, 3));
        int version = parameter.Version;
        parameter.CopyFrom(new ReadOnlyTensorSpan<float>([1f, 2, 3, 4, 5, 6], 0, [2, 3], [1, 2]));
        Assert.Equal([1f, 3, 5, 2, 4, 6], parameter.Values.ToArray());
        Assert.NotEqual(version, parameter.Version);
        var wrong = Assert.Throws<ArgumentException>(() => parameter.CopyFrom(new ReadOnlyTensorSpan<float>(new float[6], [3, 2])));
        Assert.Contains("[3, 2] for a parameter [2, 3]", wrong.Message, StringComparison.Ordinal);
        Assert.Equal([1f, 3, 5, 2, 4, 6], parameter.Values.ToArray());
    }

    [Fact]
    public void The_view_is_over_the_same_memory_and_ends_with_the_step()
    {
        Tape tape = Tape.ForInference();
        Tensor made = tape.Constant([1f, 2, 3, 4], new Shape(2, 2));
        Assert.True(System.Runtime.CompilerServices.Unsafe.AreSame(in made.AsReadOnlyTensorSpan().GetPinnableReference(), in made.Values[0]));
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => made.AsReadOnlyTensorSpan().FlattenedLength);
        Assert.Throws<InvalidOperationException>(() => made.CopyTo(new TensorSpan<float>(new float[4], [2, 2])));
    }

    [Fact]
    public void A_slice_is_seen_from_its_own_start()
    {
        Tensor step = Tensor.FromValues([1f, 2, 3, 4, 5, 6], new Shape(3, 2)).Slice(1, 2);
        Assert.Equal([2, 2], step.AsReadOnlyTensorSpan().Lengths.ToArray());
        Assert.Equal(5f, step.AsReadOnlyTensorSpan()[1, 0]);
    }

    [Fact]
    public void A_scalar_is_seen_as_one_number_and_an_empty_tensor_keeps_its_axes()
    {
        Assert.Equal([1], Tensor.FromValues([7f], new Shape()).AsReadOnlyTensorSpan().Lengths.ToArray());
        Tensor empty = Tensor.FromValues(Tensor.Zeros(new Shape(2, 0, 3)).AsReadOnlyTensorSpan());
        Assert.Equal(new Shape(2, 0, 3), empty.Shape);
        Assert.Equal(0, empty.Values.Length);
    }

    [Fact]
    public void Too_many_axes_no_axes_and_too_many_elements_are_refused()
    {
        Assert.Contains("6 axes [1, 1, 1, 1, 1, 1]", Refused(static () => Tensor.FromValues(new ReadOnlyTensorSpan<float>(new float[1], [1, 1, 1, 1, 1, 1]))), StringComparison.Ordinal);
        Assert.Contains("0 axes", Refused(static () => Tensor.FromValues(default(ReadOnlyTensorSpan<float>))), StringComparison.Ordinal);
        Assert.Contains("at most", Refused(static () => Tensor.FromValues(new ReadOnlyTensorSpan<float>(new float[1], 0, [1 << 20, 1 << 20], [0, 0]))), StringComparison.Ordinal);
        Assert.Contains("at most", Refused(static () => Tensor.FromValues(new ReadOnlyTensorSpan<float>(new float[1], 0, [(nint)1 << 40], [0]))), StringComparison.Ordinal);
        Assert.Contains("at most", Refused(static () => _ = new Parameter(new ReadOnlyTensorSpan<float>(new float[1], 0, [(nint)1 << 40], [0]))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(4, 2)]
    [InlineData(1, 3)]
    public void A_destination_of_another_shape_is_refused(int rows, int columns)
    {
        Tensor source = Tensor.FromValues([1f, 2, 3, 4, 5, 6], new Shape(2, 3));
        Assert.Contains("[2, 3]", Refused(() => source.CopyTo(new TensorSpan<float>(new float[rows * columns], [rows, columns]))), StringComparison.Ordinal);
    }

    [Fact]
    public void Views_allocate_nothing()
    {
        Tensor tensor = Tensor.Zeros(new Shape(1, 2, 3, 4, 5));
        nint seen = tensor.AsReadOnlyTensorSpan().FlattenedLength;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int times = 0; times < 100; times++)
        {
            seen += tensor.AsReadOnlyTensorSpan().FlattenedLength;
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(101 * 120, seen);
    }

    [Fact]
    public void Numbers_go_in_and_out()
    {
        float[] batchMajor = [.. Enumerable.Range(0, 24).Select(static value => (float)value)];
        #region TensorSpanExample
        Tensor<float> readings = System.Numerics.Tensors.Tensor.Create(batchMajor, [2, 3, 4]);             // [B, T, D], as most arrays come
        Tensor<float> timeMajor = System.Numerics.Tensors.Tensor.PermuteDimensions(readings, [1, 0, 2]);   // [T, B, D]
        var batch = new SequenceBatch(timeMajor, lengths: [3, 2]);                                         // copied, with any strides
        Tensor values = Tensor.FromValues(timeMajor);                                                      // or Tape.Constant, Variable, new Parameter(…)

        ReadOnlyTensorSpan<float> seen = values.AsReadOnlyTensorSpan();                                    // no copy
        float lastOfFirstRow = seen[2, 0, 3];
        values.CopyTo(new TensorSpan<float>(new float[24], [3, 2, 4]));
        #endregion
        Assert.Equal(11f, lastOfFirstRow);
        Assert.Equal((3, 2, 4), (batch.Time, batch.Batch, batch.Features));
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    /// <summary>Distinct values, with room for all the strides.</summary>
    private static float[] Memory(int[] lengths, int[] order, int[] steps, int start, out nint[] strides)
    {
        strides = new nint[lengths.Length];
        nint stride = 1;
        foreach (int axis in order)
        {
            // An axis of one step has no stride of its own.
            strides[axis] = lengths[axis] == 1 ? 0 : stride * steps[axis];
            stride *= lengths[axis] * steps[axis];
        }

        return [.. Enumerable.Range(0, start + (int)stride).Select(static value => (float)value)];
    }

    private static float[] RowMajor(float[] memory, int[] lengths, nint[] strides, int start)
    {
        var places = new List<nint> { start };
        for (int axis = 0; axis < lengths.Length; axis++)
        {
            places = [.. places.SelectMany(place => Enumerable.Range(0, lengths[axis]).Select(step => place + (step * strides[axis])))];
        }

        return [.. places.Select(place => memory[place])];
    }
}
