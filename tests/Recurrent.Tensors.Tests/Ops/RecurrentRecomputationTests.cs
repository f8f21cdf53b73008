using System.Collections.Immutable;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class RecurrentRecomputationTests
{
    private const int Time = 23;
    private const int FirstStart = 5;

    /// <summary>Nothing in common with windows of any size; one row ends at a window's border, one has no step at all.</summary>
    private static readonly ImmutableArray<int> Ragged = [23, 3, 14, 0, 11];

    public static TheoryData<TestedCell, bool, bool> Cases()
    {
        var data = new TheoryData<TestedCell, bool, bool>();
        foreach (TestedCell cell in Enum.GetValues<TestedCell>())
        {
            for (int bits = 0; bits < 4; bits++)
            {
                data.Add(cell, (bits & 1) != 0, (bits & 2) != 0);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recomputation_gives_the_same_bits_but_for_the_order_of_weight_sums(TestedCell cell, bool isReverse, bool isVariable)
    {
        RecurrentCase whole = Case(cell, isReverse, isVariable);
        float[][] expected = RunAll(whole, threads: 1);
        foreach (Recomputation recomputation in (Recomputation[])[Recomputation.Every(1), Recomputation.Every(7), Recomputation.Every(22), Recomputation.EverySquareRoot])
        {
            float[][] actual = RunAll(whole with { Recomputation = recomputation }, threads: 1);
            int results = 1 + whole.States;
            for (int index = 0; index < expected.Length; index++)
            {
                int gradient = index - results;
                if (gradient is > 0 and < FirstStart)
                {
                    AssertClose(expected[index], actual[index]);
                }
                else
                {
                    Assert.Equal(expected[index], actual[index]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recomputation_gives_the_same_bits_whatever_the_threads(TestedCell cell, bool isReverse, bool isVariable)
    {
        RecurrentCase shape = Case(cell, isReverse, isVariable) with { Inputs = 60, Hidden = 120, Recomputation = Recomputation.Every(9) };
        float[][] single = RunAll(shape, threads: 1);
        Assert.Equal(single, RunAll(shape, threads: 1));
        Assert.Equal(single, RunAll(shape, threads: 2));
        Assert.Equal(single, RunAll(shape, threads: 3));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recomputation_matches_the_reference_and_its_differences(TestedCell cell, bool isReverse, bool isVariable)
    {
        foreach (bool hasStart in (bool[])[false, true])
        {
            var shape = new RecurrentCase(cell, Time: 5, Batch: 4, Inputs: 2, Hidden: 3)
            {
                IsReverse = isReverse,
                Lengths = isVariable ? [2, 0, 5, 3] : default,
                HasStart = hasStart,
                Recomputation = Recomputation.Every(2),
            };
            var check = new GradientCheck();
            shape.Shapes().ForEach(input => check.WithInput(input, scale: 0.7));
            check.Run((tape, tensors) => Flat(tape, shape.Run(tape, tensors)), values => RecurrentReference.Run(shape, shape.Name(values)));
        }
    }

    [Theory]
    [InlineData(TestedCell.Lstm)]
    [InlineData(TestedCell.Gru)]
    [InlineData(TestedCell.GruResetBefore)]
    public void Gradients_add_up_when_weights_and_input_are_used_twice(TestedCell cell)
    {
        RecurrentCase shape = Case(cell, isReverse: false, isVariable: true) with { Recomputation = Recomputation.Every(6) };
        float[][] once = Gradients(shape, uses: 1), twice = Gradients(shape, uses: 2);
        for (int index = 0; index < once.Length; index++)
        {
            AssertClose([.. once[index].Select(value => 2 * value)], twice[index]);
        }
    }

    [Theory]
    [InlineData(TestedCell.RnnTanh)]
    [InlineData(TestedCell.Lstm)]
    [InlineData(TestedCell.Gru)]
    [InlineData(TestedCell.GruResetBefore)]
    public void Memory_beside_the_tensors_grows_with_the_root_of_time(TestedCell cell)
    {
        long Beside(int time, Recomputation recomputation)
        {
            var shape = new RecurrentCase(cell, time, 1, 4, 32) { HasStart = false, Recomputation = recomputation };
            Tape tape = Tape.ForGradients(1);
            Tensor[] tensors = [.. Tensors(shape, requiresGradient: true)];
            Tensor output = shape.Run(tape, tensors)[0];
            tape.Backward(output, new float[output.Shape.Length]);
            tape.Reset();

            // The outputs and their gradient are there in any case. Windows of 64 and 256 steps ask for other sizes than the weights do,
            // so that what grows never serves from the pool for what does not.
            return tape.PooledFloats - (2L * time * 32);
        }

        Beside(64, Recomputation.EverySquareRoot);
        long shorter = Beside(4 * 1024, Recomputation.EverySquareRoot), longer = Beside(64 * 1024, Recomputation.EverySquareRoot);
        Assert.InRange(longer, shorter, 4 * shorter);
        Assert.True(longer * 10 < Beside(64 * 1024, Recomputation.None), $"{longer} floats with, {Beside(64 * 1024, Recomputation.None)} without.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Warm_step_takes_no_new_memory_and_leaves_no_buffer_open(bool isVariable)
    {
        RecurrentCase shape = Case(TestedCell.Lstm, isReverse: true, isVariable) with { Recomputation = Recomputation.EverySquareRoot };
        Tensor[] tensors = [.. Tensors(shape, requiresGradient: true)];
        Tape tape = Tape.ForGradients(1);
        var upstream = new float[Time * shape.Batch * shape.Hidden];
        void Step()
        {
            tape.Backward(shape.Run(tape, tensors)[0], upstream);
            tape.Reset();
        }

        Step();
        Step();
        long pooled = tape.PooledFloats;
        Assert.InRange(Allocations.Least(Step), 0, 6 * 1024);
        Assert.Equal(pooled, tape.PooledFloats);
        Assert.Equal(0, tape.OpenBuffers);
    }

    [Fact]
    public void Short_sequences_and_inference_recompute_nothing()
    {
        RecurrentCase shape = Case(TestedCell.Lstm, isReverse: false, isVariable: false);
        Assert.Equal(RunAll(shape, threads: 1), RunAll(shape with { Recomputation = Recomputation.Every(Time) }, threads: 1));
        RecurrentCase empty = shape with { Time = 0, Recomputation = Recomputation.EverySquareRoot };
        Assert.Equal(new Shape(0, 5, 19), empty.Run(Tape.ForGradients(1), [.. Tensors(empty, requiresGradient: true)])[0].Shape);
        Tensor[] inferred = (shape with { Recomputation = Recomputation.Every(4) }).Run(Tape.ForInference(1), [.. Tensors(shape, requiresGradient: true)]);
        Assert.Equal(RunAll(shape, threads: 1)[0], inferred[0].Values.ToArray());
    }

    [Fact]
    public void Steps_between_states_are_checked_and_follow_the_time()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Recomputation.Every(0));
        Assert.Equal(10, Recomputation.None.StepsBetweenStates(10));
        Assert.Equal(4, Recomputation.Every(4).StepsBetweenStates(10));
        Assert.Equal(4, Recomputation.EverySquareRoot.StepsBetweenStates(10));
        Assert.Equal(default, Recomputation.None);
        Assert.Equal("a state every 4 steps", Recomputation.Every(4).ToString());
    }

    private static RecurrentCase Case(TestedCell cell, bool isReverse, bool isVariable) =>
        new(cell, Time, Batch: 5, Inputs: 6, Hidden: 19) { IsReverse = isReverse, Lengths = isVariable ? Ragged : default };

    private static IEnumerable<Tensor> Tensors(RecurrentCase shape, bool requiresGradient)
    {
        foreach ((int index, Shape each) in shape.Shapes().Index())
        {
            var values = new float[each.Length];
            new RandomSource(11).Stream("recomputation", (ulong)index).FillNormal(values);
            float[] small = [.. values.Select(value => 0.3f * value)];
            yield return requiresGradient ? Tensor.Variable(small, each) : Tensor.FromValues(small, each);
        }
    }

    /// <summary>Results, then the gradients of all tensors.</summary>
    private static float[][] RunAll(RecurrentCase shape, int threads)
    {
        Tape tape = Tape.ForGradients(threads);
        Tensor[] tensors = [.. Tensors(shape, requiresGradient: true)];
        Tensor[] results = shape.Run(tape, tensors);
        float[][] values = [.. results.Select(result => result.Values.ToArray())];
        tape.Backward(Flat(tape, results), Upstream(results.Sum(result => result.Shape.Length)));
        return [.. values, .. tensors.Select(tensor => tensor.Gradient.ToArray())];
    }

    private static float[][] Gradients(RecurrentCase shape, int uses)
    {
        Tape tape = Tape.ForGradients(1);
        Tensor[] tensors = [.. Tensors(shape, requiresGradient: true)];
        Tensor[] outputs = [.. Enumerable.Range(0, uses).Select(_ => shape.Run(tape, tensors)[0])];
        float[] upstream = Upstream(outputs[0].Shape.Length);
        tape.Backward(Flat(tape, outputs), [.. Enumerable.Repeat(upstream, uses).SelectMany(values => values)]);
        return [.. tensors.Select(tensor => tensor.Gradient.ToArray())];
    }

    private static Tensor Flat(Tape tape, Tensor[] results) =>
        tape.Concat(0, [.. results.Select(result => result.Reshape(new Shape(result.Shape.Length)))]);

    private static float[] Upstream(int length)
    {
        var upstream = new float[length];
        new RandomSource(12).Stream("upstream").FillNormal(upstream);
        return upstream;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        float tolerance = 2e-6f * Math.Max(1e-3f, expected.Max(MathF.Abs));
        Assert.Equal(expected.Length, actual.Length);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], tolerance);
        }
    }
}
