using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Autograd;

public sealed class TapeMemoryTests
{
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

    private static Parameter NewParameter(RandomSource random, string name, Shape shape)
    {
        var values = new float[shape.Length];
        random.Stream(name).FillNormal(values);
        return new Parameter(values, shape);
    }
}
