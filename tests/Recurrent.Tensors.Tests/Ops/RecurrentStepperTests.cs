using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class RecurrentStepperTests
{
    public static TheoryData<TestedCell, int, int> Sizes()
    {
        var data = new TheoryData<TestedCell, int, int>();
        foreach (TestedCell cell in Enum.GetValues<TestedCell>())
        {
            foreach (int hidden in (int[])[1, 3, 16, 17, 33, 70])
            {
                data.Add(cell, 5, hidden);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Stepper_equals_the_sequence_without_allocating(TestedCell cell, int inputs, int hidden)
    {
        const int Steps = 6;
        var shape = new RecurrentCase(cell, Steps, 1, inputs, hidden);
        Tensor[] tensors = [.. shape.Shapes().Select((tensorShape, index) => Random(tensorShape, index))];
        Tensor[] expected = shape.Run(Tape.ForInference(1), tensors);
        var weights = new RecurrentWeights(tensors[1], tensors[2], tensors[3], tensors[4]);
        RecurrentStepper stepper = StepperOf(cell, weights);
        var state = new float[hidden];
        float[] cellState = stepper.HasCellState ? new float[hidden] : [];
        var scratch = new float[stepper.ScratchLength];
        Array.Fill(scratch, float.NaN);
        var outputs = new float[Steps * hidden];
        Assert.Equal(0, Allocations.Least(() =>
        {
            tensors[5].Values.CopyTo(state);
            if (stepper.HasCellState)
            {
                tensors[6].Values.CopyTo(cellState);
            }

            for (int step = 0; step < Steps; step++)
            {
                stepper.Step(tensors[0].Values.Slice(step * inputs, inputs), state, cellState, scratch);
                state.CopyTo(outputs, step * hidden);
            }
        }));
        AssertClose(expected[0].Values, outputs);
        AssertClose(expected[1].Values, state);
        if (stepper.HasCellState)
        {
            AssertClose(expected[2].Values, cellState);
        }
    }

    [Theory]
    [InlineData(TestedCell.RnnTanh, 520)]
    [InlineData(TestedCell.Lstm, 250)]
    [InlineData(TestedCell.Gru, 310)]
    [InlineData(TestedCell.GruResetBefore, 310)]
    public void Large_step_gives_the_bits_of_the_sequence_whatever_the_threads(TestedCell cell, int hidden)
    {
        const int Steps = 3, Inputs = 9;
        var shape = new RecurrentCase(cell, Steps, 1, Inputs, hidden);
        Tensor[] tensors = [.. shape.Shapes().Select((tensorShape, index) => Random(tensorShape, index))];
        float[] expected = shape.Run(Tape.ForInference(1), tensors)[0].Values.ToArray();
        RecurrentStepper stepper = StepperOf(cell, new RecurrentWeights(tensors[1], tensors[2], tensors[3], tensors[4]));
        foreach (int threads in (int[])[1, 2, 3])
        {
            StepTeam team = stepper.TeamOf(threads);
            float[] state = tensors[5].Values.ToArray(), cellState = stepper.HasCellState ? tensors[6].Values.ToArray() : [];
            var scratch = new float[stepper.ScratchLength];
            var outputs = new float[Steps * hidden];
            for (int step = 0; step < Steps; step++)
            {
                stepper.Step(tensors[0].Values.Slice(step * Inputs, Inputs), state, cellState, scratch, team);
                state.CopyTo(outputs, step * hidden);
            }

            Assert.Equal(expected, outputs);
        }
    }

    [Theory]
    [InlineData(TestedCell.RnnTanh, 250)]
    [InlineData(TestedCell.Lstm, 100)]
    [InlineData(TestedCell.Gru, 130)]
    public void Small_steps_in_quick_succession_give_the_same_bits_once_threads_join(TestedCell cell, int hidden)
    {
        const int Inputs = 9, MostSteps = 200_000;
        var shape = new RecurrentCase(cell, 1, 1, Inputs, hidden);
        Tensor[] tensors = [.. shape.Shapes().Select((tensorShape, index) => Random(tensorShape, index))];
        RecurrentStepper stepper = StepperOf(cell, new RecurrentWeights(tensors[1], tensors[2], tensors[3], tensors[4]));
        StepTeam team = stepper.TeamOf(threads: 2);
        float[] alone = new float[hidden], shared = new float[hidden];
        float[] aloneCell = new float[stepper.HasCellState ? hidden : 0], sharedCell = new float[aloneCell.Length];
        var scratch = new float[stepper.ScratchLength];
        int joined = 0;
        for (int step = 0; step < MostSteps && joined < 500; step++)
        {
            joined += team.Threads.PartsAtHand(2) - 1;
            stepper.Step(tensors[0].Values, shared, sharedCell, scratch, team);
            stepper.Step(tensors[0].Values, alone, aloneCell, scratch);
            Assert.True(alone.AsSpan().SequenceEqual(shared), $"Step {step} differs.");
        }

        Assert.Equal(500, joined);
    }

    private static RecurrentStepper StepperOf(TestedCell cell, RecurrentWeights weights) => cell switch
    {
        TestedCell.Lstm => RecurrentStepper.ForLstm(weights),
        TestedCell.Gru => RecurrentStepper.ForGru(weights),
        TestedCell.GruResetBefore => RecurrentStepper.ForGru(weights, GruReset.BeforeProduct),
        TestedCell.RnnRelu => RecurrentStepper.ForRnn(weights, RnnActivation.Relu),
        _ => RecurrentStepper.ForRnn(weights, RnnActivation.Tanh),
    };

    private static Tensor Random(Shape shape, int index)
    {
        var values = new float[shape.Length];
        new RandomSource(3).Stream("stepper", (ulong)index).FillNormal(values);
        return Tensor.FromValues([.. values.Select(value => value * 0.4f)], shape);
    }

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.Equal(expected[index], actual[index], 1e-6f);
        }
    }
}
