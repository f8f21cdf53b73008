using Recurrent.Kernels.Elementwise;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class RecurrentSequenceContractTests
{
    public static TheoryData<TestedCell, bool> Directions()
    {
        var data = new TheoryData<TestedCell, bool>();
        foreach (TestedCell cell in Enum.GetValues<TestedCell>())
        {
            data.Add(cell, false);
            data.Add(cell, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Sequence_gives_the_same_bits_whatever_the_threads(TestedCell cell, bool isReverse)
    {
        foreach (bool isVariable in (bool[])[false, true])
        {
            var shape = new RecurrentCase(cell, 24, 9, 40, 52) { IsReverse = isReverse, Lengths = isVariable ? [24, 3, 20, 0, 24, 11, 7, 1, 15] : default };
            float[][] single = RunAll(shape, Values(shape), threads: 1);
            Assert.Equal(single, RunAll(shape, Values(shape), threads: 1));
            Assert.Equal(single, RunAll(shape, Values(shape), threads: 2));
            Assert.Equal(single, RunAll(shape, Values(shape), threads: 3));
        }
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Inference_gives_the_same_bits_as_a_recorded_run(TestedCell cell, bool isReverse)
    {
        var shape = new RecurrentCase(cell, 30, 5, 7, 19) { IsReverse = isReverse, Lengths = [30, 3, 20, 0, 11] };
        float[][] values = Values(shape);
        Tensor[] recorded = shape.Run(Tape.ForGradients(1), Tensors(shape, values));
        Tensor[] inferred = shape.Run(Tape.ForInference(1), Tensors(shape, values));
        Assert.Equal(recorded.Select(tensor => tensor.Values.ToArray()), inferred.Select(tensor => tensor.Values.ToArray()));
        Assert.All(inferred, tensor => Assert.False(tensor.RequiresGradient));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Padding_never_matters_even_when_it_is_not_a_number(TestedCell cell, bool isReverse)
    {
        var shape = new RecurrentCase(cell, 6, 4, 3, 5) { IsReverse = isReverse, Lengths = [4, 0, 6, 2] };
        float[][] values = Values(shape);
        float[][] expected = RunAll(shape, values, threads: 1);
        float[][] poisoned = [[.. values[0]], .. values[1..]];
        for (int cellIndex = 0; cellIndex < shape.Time * shape.Batch; cellIndex++)
        {
            if (cellIndex / shape.Batch >= shape.LengthOf(cellIndex % shape.Batch))
            {
                poisoned[0].AsSpan(cellIndex * shape.Inputs, shape.Inputs).Fill(float.NaN);
            }
        }

        Assert.Equal(expected, RunAll(shape, poisoned, threads: 1, paddingGradient: float.NaN));
        Assert.All(expected.SelectMany(array => array), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Rows_of_a_padded_batch_equal_the_rows_run_one_by_one(TestedCell cell, bool isReverse)
    {
        var shape = new RecurrentCase(cell, 6, 4, 3, 18) { IsReverse = isReverse, Lengths = [4, 0, 6, 2] };
        float[][] values = Values(shape);
        Tensor[] batch = shape.Run(Tape.ForGradients(1), Tensors(shape, values));
        for (int row = 0; row < shape.Batch; row++)
        {
            int length = shape.LengthOf(row), current = row;
            RecurrentCase single = shape with { Time = length, Batch = 1, Lengths = default };
            float[] input = [.. Enumerable.Range(0, length).SelectMany(time => values[0].AsSpan(((time * shape.Batch) + current) * shape.Inputs, shape.Inputs).ToArray())];
            float[][] singleValues = [input, .. values[1..5], .. values[5..].Select(state => state.AsSpan(current * shape.Hidden, shape.Hidden).ToArray())];
            Tensor[] alone = single.Run(Tape.ForGradients(1), Tensors(single, singleValues));
            for (int time = 0; time < shape.Time; time++)
            {
                float[] expected = time < length ? alone[0].Values.Slice(time * shape.Hidden, shape.Hidden).ToArray() : new float[shape.Hidden];
                Assert.Equal(expected, batch[0].Values.Slice(((time * shape.Batch) + row) * shape.Hidden, shape.Hidden).ToArray());
            }

            for (int state = 1; state <= shape.States; state++)
            {
                Assert.Equal(alone[state].Values.ToArray(), batch[state].Values.Slice(row * shape.Hidden, shape.Hidden).ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Directions))]
    public void Warm_step_allocates_little_when_the_tape_is_reused(TestedCell cell, bool isReverse)
    {
        var shape = new RecurrentCase(cell, 20, 6, 8, 12) { IsReverse = isReverse };
        Tensor[] tensors = Tensors(shape, Values(shape));
        var upstream = new float[20 * 6 * 12];
        Tape tape = Tape.ForGradients(1);
        void Step()
        {
            tape.Backward(shape.Run(tape, tensors)[0], upstream);
            tape.Reset();
        }

        Step();
        Step();
        Assert.InRange(Allocations.Least(Step), 0, 2048);
    }

    /// <remarks>On some processors multiply-adds with subnormal numbers take a hundred times longer.</remarks>
    [Theory]
    [MemberData(nameof(Directions))]
    public void Small_inputs_and_weights_count_as_zero_in_every_bit(TestedCell cell, bool isReverse)
    {
        foreach (bool isVariable in (bool[])[false, true])
        {
            var shape = new RecurrentCase(cell, 6, 4, 5, 21) { IsReverse = isReverse, Lengths = isVariable ? [4, 0, 6, 2] : default };
            float[][] zero = Values(shape), small = Values(shape);
            float[] factors = [SmallNumbers.Limit * 0.99f, -1e-30f, 1.1e-38f, 1e-45f];
            for (int array = 0; array < 3; array++)
            {
                for (int element = 0; element < zero[array].Length; element += 3)
                {
                    zero[array][element] = 0;
                    small[array][element] = factors[element % factors.Length];
                }
            }

            int outputs = shape.States + 1;
            Assert.Equal(RunAll(shape, zero, threads: 1)[..outputs], RunAll(shape, small, threads: 2)[..outputs]);
            float[][] smallInput = [small[0], .. zero[1..]];
            Assert.Equal(RunAll(shape, zero, threads: 1), RunAll(shape, smallInput, threads: 2));
        }
    }

    [Fact]
    public void Saturated_gates_and_decayed_states_are_never_subnormal()
    {
        var shape = new RecurrentCase(TestedCell.Lstm, 60, 3, 4, 19) { HasBiases = false };
        float[][] values = Values(shape);
        values[0] = [.. values[0].Select((value, index) => index < values[0].Length / 2 ? value * 1000 : 0)];
        values[1] = [.. values[1].Select((value, index) => index / (4 * 19) == 1 ? -Math.Abs(value) : value)];
        values[2] = new float[values[2].Length];
        float[][] results = RunAll(shape, values, threads: 1);
        Assert.Contains(results[0], value => value == 0);
        Assert.All(results[..3].SelectMany(array => array), value => Assert.True(value == 0 || Math.Abs(value) >= SmallNumbers.Limit));
    }

    [Fact]
    public void Sequence_refuses_tensors_that_do_not_fit()
    {
        var shape = new RecurrentCase(TestedCell.Lstm, 2, 2, 3, 4);
        Tensor[] tensors = Tensors(shape, Values(shape));
        Tape tape = Tape.ForInference(1);
        ArgumentException features = Assert.Throws<ArgumentException>(() => shape.Run(tape, [Tensor.Zeros(new(2, 2, 5)), .. tensors[1..]]));
        Assert.Contains("5 features", features.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => shape.Run(tape, [tensors[0], Tensor.Zeros(new(12, 3)), .. tensors[2..]]));
        Assert.Throws<ArgumentException>(() => shape.Run(tape, [.. tensors[..5], Tensor.Zeros(new(3, 4)), tensors[6]]));
    }

    private static float[][] Values(RecurrentCase shape)
    {
        List<Shape> shapes = shape.Shapes();
        var values = new float[shapes.Count][];
        for (int index = 0; index < shapes.Count; index++)
        {
            values[index] = new float[shapes[index].Length];
            new RandomSource(7).Stream("values", (ulong)index).FillNormal(values[index]);
            for (int element = 0; element < values[index].Length; element++)
            {
                values[index][element] *= 0.3f;
            }
        }

        return values;
    }

    private static Tensor[] Tensors(RecurrentCase shape, float[][] values) =>
        [.. shape.Shapes().Select((tensorShape, index) => Tensor.Variable(values[index], tensorShape))];

    /// <summary>All results and all gradients.</summary>
    private static float[][] RunAll(RecurrentCase shape, float[][] values, int threads, float paddingGradient = 0.5f)
    {
        Tape tape = Tape.ForGradients(threads);
        Tensor[] tensors = Tensors(shape, values);
        Tensor[] results = shape.Run(tape, tensors);
        var upstream = new float[results[0].Shape.Length];
        new RandomSource(8).Stream("upstream").FillNormal(upstream);
        for (int cell = 0; cell < shape.Time * shape.Batch; cell++)
        {
            if (cell / shape.Batch >= shape.LengthOf(cell % shape.Batch))
            {
                upstream.AsSpan(cell * shape.Hidden, shape.Hidden).Fill(paddingGradient);
            }
        }

        tape.AddGradient(results[^1], results[^1].Values);
        tape.Backward(results[0], upstream);
        return [.. results.Select(result => result.Values.ToArray()), .. tensors.Select(tensor => tensor.Gradient.ToArray())];
    }
}
