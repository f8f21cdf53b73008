using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Autograd;

public sealed class TapeTests
{
    [Fact]
    public void Views_share_values_and_gradient_with_their_source()
    {
        new GradientCheck().WithInput(new Shape(3, 2, 4)).Run(
            (tape, inputs) => tape.Add(
                tape.Multiply(inputs[0].At(1), inputs[0].Slice(1, 2).At(1)),
                tape.Square(inputs[0].Reshape(new Shape(6, 4)).Slice(1, 2))),
            inputs => [.. Enumerable.Range(0, 8).Select(index => (inputs[0][8 + index] * inputs[0][16 + index]) + Math.Pow(inputs[0][4 + index], 2))]);
    }

    [Fact]
    public void Views_of_an_intermediate_share_its_gradient()
    {
        new GradientCheck().WithInput(new Shape(3, 4)).Run(
            (tape, inputs) =>
            {
                Tensor doubled = tape.Scale(inputs[0], 2f);
                return tape.Multiply(doubled.At(0), doubled.At(2));
            },
            inputs => [.. Enumerable.Range(0, 4).Select(index => 4 * inputs[0][index] * inputs[0][8 + index])]);
    }

    [Fact]
    public void Detach_outlives_the_step_and_carries_no_gradient()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor x = Tensor.Variable([3f], new Shape(1));
        Tensor detached = tape.Square(x).Detach();
        Tensor loss = tape.Multiply(x, detached);
        tape.Backward(loss);
        tape.Reset();
        Assert.False(detached.RequiresGradient);
        Assert.Equal(9f, detached.ToScalar());
        Assert.Equal([9f], x.Gradient.ToArray());
    }

    [Fact]
    public void Reading_a_tensor_or_a_view_of_it_after_the_step_throws()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor output = tape.Square(Tensor.Zeros(new Shape(2, 2)));
        Tensor view = output.At(0);
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => output.Values.Length);
        Assert.Throws<InvalidOperationException>(() => view.Values.Length);
        Assert.Throws<InvalidOperationException>(() => output.At(1).Values.Length);
        Assert.Throws<InvalidOperationException>(() => tape.Square(output));
    }

    [Fact]
    public void Reset_keeps_the_gradients_of_parameters_and_variables_and_later_passes_add()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var parameter = new Parameter([2f], new Shape(1));
        Tensor variable = Tensor.Variable([5f], new Shape(1));
        for (int pass = 1; pass <= 2; pass++)
        {
            tape.Backward(tape.Multiply(parameter, variable));
            tape.Reset();
            Assert.Equal([5f * pass], parameter.Gradient.ToArray());
            Assert.Equal([2f * pass], variable.Gradient.ToArray());
        }

        parameter.ZeroGradient();
        Assert.Equal([0f], parameter.Gradient.ToArray());
    }

    [Fact]
    public void Zeroed_gradient_reads_as_zero_until_a_pass_replaces_it()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var weight = new Parameter([2f, 3f, 4f, 5f], new Shape(2, 2));
        Tensor row = Tensor.FromValues([1f, 10f], new Shape(1, 2));
        void Pass(Tensor used) => tape.Backward(tape.Sum(used));
        Pass(tape.MatMul(row, weight));
        tape.Reset();
        Assert.Equal([1f, 1f, 10f, 10f], weight.Gradient.ToArray());

        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        Pass(tape.MatMul(row, weight));
        Assert.Equal([1f, 1f, 10f, 10f], weight.Gradient.ToArray());
        Pass(tape.MatMul(row, weight));
        tape.Reset();
        Assert.Equal([2f, 2f, 20f, 20f], weight.Gradient.ToArray());

        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        Assert.Equal([0f, 0f, 0f, 0f], weight.MutableGradient.ToArray());
        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        Assert.Equal([0f, 0f], weight.At(1).Gradient.ToArray());
    }

    [Fact]
    public void Zeroed_gradient_stays_zero_outside_the_view_that_was_used()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var weight = new Parameter([2f, 3f, 4f, 5f], new Shape(2, 2));
        weight.MutableGradient.Fill(float.NaN);
        weight.ZeroGradient();
        tape.Backward(tape.Sum(tape.Square(weight.At(1))));
        Assert.Equal([0f, 0f, 8f, 10f], weight.Gradient.ToArray());
        weight.ZeroGradient();
        weight.MutableGradient[0] = 7;
        tape.Backward(tape.Sum(tape.Square(weight)));
        Assert.Equal([11f, 6f, 8f, 10f], weight.Gradient.ToArray());
    }

    [Fact]
    public void Gradient_is_empty_where_none_arrived()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor used = Tensor.Variable([1f], new Shape(1));
        Tensor unused = Tensor.Variable([1f], new Shape(1));
        Tensor aside = tape.Square(unused);
        tape.Backward(tape.Square(used));
        Assert.Equal([2f], used.Gradient.ToArray());
        Assert.True(unused.Gradient.IsEmpty);
        Assert.True(aside.Gradient.IsEmpty);
    }

    [Fact]
    public void Backward_twice_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor loss = tape.Square(Tensor.Variable([1f], new Shape(1)));
        tape.Backward(loss);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(loss));
    }

    [Fact]
    public void Backward_of_more_than_one_number_says_what_to_do()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor output = tape.Square(Tensor.Variable([1f, 2f], new Shape(2)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => tape.Backward(output));
        Assert.Contains("Sum or Mean", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => tape.Backward(output, [1f]));
    }

    [Fact]
    public void Inference_records_nothing()
    {
        Tape tape = Tape.ForInference(threads: 1);
        Tensor output = tape.Square(new Parameter([1f], new Shape(1)));
        Assert.False(output.RequiresGradient);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(output));
    }

    [Fact]
    public void Backward_of_a_loss_without_parameters_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Assert.Throws<InvalidOperationException>(() => tape.Backward(tape.Square(Tensor.FromValues([1f], new Shape(1)))));
    }

    [Fact]
    public void Warm_step_allocates_little_and_leaves_no_buffer_open()
    {
        var random = new RandomSource(1);
        Parameter first = NewParameter(random, "first", new Shape(32, 16));
        Parameter firstBias = NewParameter(random, "firstBias", new Shape(32));
        Parameter second = NewParameter(random, "second", new Shape(10, 32));
        Tape tape = Tape.ForTraining(random.Stream("dropout"), threads: 1);
        var inputs = new float[8 * 16];
        random.Stream("inputs").FillNormal(inputs);
        int[] targets = [0, 1, 2, 3, 4, 5, 6, 7];
        for (int step = 0; step < 5; step++)
        {
            Step();
        }

        const int Steps = 20;
        long bytes = Allocations.Least(() =>
        {
            for (int step = 0; step < Steps; step++)
            {
                Step();
            }
        });
        Assert.True(bytes / Steps < 20_000, $"{bytes / Steps} bytes a step");
        Assert.Equal(0, tape.OpenBuffers);

        void Step()
        {
            Tensor hidden = tape.Dropout(tape.Tanh(tape.Linear(tape.Constant(inputs, new Shape(8, 16)), first, firstBias)), 0.1f);
            Tensor logits = tape.LayerNorm(tape.Linear(hidden, second));
            tape.Backward(tape.CrossEntropy(logits, targets));
            tape.Reset();
        }
    }

    [Fact]
    public void Tape_for_streams_gives_the_numbers_of_one_for_inference_without_allocating()
    {
        Parameter weight = NewParameter(new RandomSource(1), "weight", new Shape(6, 3));
        Tape stream = Tape.ForStream(), plain = Tape.ForInference(threads: 1);
        for (int step = 0; step < 6; step++)
        {
            int rows = 1 + (step % 3);
            float[] values = [.. Enumerable.Range(0, 3 * rows).Select(index => (step * 0.3f) - index)];
            Assert.Equal(Run(plain, values, rows).Values.ToArray(), Run(stream, values, rows).Values.ToArray());
            stream.Reset();
        }

        float[] same = [1, 2, 3, 4, 5, 6];
        Assert.Equal(0, Allocations.Least(() =>
        {
            _ = Run(stream, same, 2).Values[0];
            stream.Reset();
        }));

        Tensor Run(Tape tape, float[] values, int rows)
        {
            Tensor sums = tape.Linear(tape.Constant(values, new Shape(rows, 3)), weight);
            Tensor gate = tape.Sigmoid(tape.Slice(sums, -1, 0, 3)), other = tape.Tanh(tape.Slice(sums, -1, 3, 3));
            return tape.Multiply(gate.Slice(rows - 1, 1).Reshape(new Shape(3)), other.At(0));
        }
    }

    [Fact]
    public void Tape_for_streams_refuses_a_tensor_of_the_step_before()
    {
        Tape tape = Tape.ForStream();
        var kept = new List<Tensor>();
        for (int step = 0; step < 5; step++)
        {
            Assert.All(kept, static tensor => Assert.Throws<InvalidOperationException>(() => tensor.Values[0]));
            Tensor values = tape.Constant([step, step + 1], new Shape(2));
            Tensor view = values.Slice(1, 1);
            Assert.All(kept, static tensor => Assert.Throws<InvalidOperationException>(() => tensor.Values[0]));
            Assert.Equal(step + 1, view.Values[0]);
            kept = [values, view, tape.Tanh(values)];
            tape.Reset();
            Assert.All(kept, static tensor => Assert.Throws<InvalidOperationException>(() => tensor.Values[0]));
        }
    }

    private static Parameter NewParameter(RandomSource random, string name, Shape shape)
    {
        var values = new float[shape.Length];
        random.Stream(name).FillNormal(values);
        return new Parameter(values, shape);
    }

    [Fact]
    public void A_second_pass_through_results_from_before_the_first_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        var weight = new Parameter([2f], new Shape(1));
        Tensor shared = tape.Square(weight);
        tape.Backward(tape.Scale(shared, 3f));
        Tensor second = tape.Scale(shared.Reshape(default), 5f);
        Assert.Contains("before the last backward pass", Assert.Throws<InvalidOperationException>(() => tape.Backward(second)).Message, StringComparison.Ordinal);
        tape.Reset();
        weight.ZeroGradient();
        tape.Backward(tape.Square(weight));
        tape.Backward(tape.Square(weight));
        Assert.Equal([8f], weight.Gradient.ToArray());
    }

    [Fact]
    public void A_gradient_that_arrives_at_a_result_of_another_tape_throws()
    {
        var weight = new Parameter([2f], new Shape(1));
        Tape first = Tape.ForGradients(threads: 1), second = Tape.ForGradients(threads: 1);
        Tensor foreign = first.Square(weight);
        Tensor loss = second.Scale(foreign, 3f);
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => second.Backward(loss)).Message, StringComparison.Ordinal);
        second.Reset();
        second.Square(weight);
        Assert.Contains("another tape", Assert.Throws<InvalidOperationException>(() => second.Backward(foreign)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_a_gradient_after_the_step_throws()
    {
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor squared = tape.Square(Tensor.Variable([3f], new Shape(1)));
        tape.Backward(squared);
        Assert.Equal([1f], squared.Gradient.ToArray());
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => squared.Gradient.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(100_000)]
    public void A_number_of_threads_out_of_range_is_refused(int threads) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Tape.ForInference(threads));
}
