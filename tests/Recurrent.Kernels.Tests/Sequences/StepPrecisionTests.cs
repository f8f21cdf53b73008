using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Tests.Sequences;

public sealed class StepPrecisionTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 17)]
    [InlineData(6, 35)]
    [InlineData(64, 40)]
    public void Compressed_weights_are_as_near_as_their_bits_allow(int inputs, int hidden)
    {
        var original = new StepCase(SequenceCell.RnnTanh, inputs, hidden);
        StepCase halves = original.Seen(StepPrecision.BFloat16), bytes = original.Seen(StepPrecision.Int8);
        for (int row = 0; row < hidden; row++)
        {
            ReadOnlySpan<float> exact = original.InputWeights.Slice(row * inputs, inputs);
            float largest = 0;
            foreach (float weight in exact)
            {
                largest = Math.Max(largest, Math.Abs(weight));
            }

            for (int k = 0; k < inputs; k++)
            {
                int index = (row * inputs) + k;
                Assert.InRange(Math.Abs(halves.InputWeights[index] - exact[k]), 0, Math.Abs(exact[k]) / 256);
                Assert.InRange(Math.Abs(bytes.InputWeights[index] - exact[k]), 0, largest / 254 * 1.0001f);
            }
        }

        Assert.NotEqual(original.InputWeights.ToArray(), halves.InputWeights.ToArray());
    }

    [Theory]
    [InlineData((int)SequenceCell.RnnTanh)]
    [InlineData((int)SequenceCell.RnnRelu)]
    [InlineData((int)SequenceCell.Lstm)]
    [InlineData((int)SequenceCell.Gru)]
    [InlineData((int)SequenceCell.GruResetBefore)]
    public void Step_over_compressed_weights_is_the_float32_step_over_the_same_weights(int cell)
    {
        foreach (int hidden in (int[])[1, 5, 16, 33, 70])
        {
            var original = new StepCase((SequenceCell)cell, inputs: 1 + (hidden % 6), hidden);
            Assert.Equal(Run(original.Seen(StepPrecision.BFloat16), StepPrecision.Single), Run(original, StepPrecision.BFloat16));
            float[] expected = Run(original.Seen(StepPrecision.Int8), StepPrecision.Single), actual = Run(original, StepPrecision.Int8);
            float tolerance = 1e-5f * Math.Max(2, expected.Max(Math.Abs));
            for (int index = 0; index < expected.Length; index++)
            {
                Assert.Equal(expected[index], actual[index], tolerance);
            }
        }
    }

    [Theory]
    [InlineData((int)StepPrecision.BFloat16)]
    [InlineData((int)StepPrecision.Int8)]
    public void Compressing_refuses_weights_that_are_not_finite(int precision)
    {
        float[] weights = [1, 2, float.PositiveInfinity, 4];
        CellLayout layout = CellLayout.Of(SequenceCell.RnnTanh, inputSize: 2, hiddenSize: 2);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new CellStepper(layout, new StepWeights { Input = weights, Recurrent = new float[4] }, (StepPrecision)precision));
        Assert.Contains("float32", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((int)StepPrecision.BFloat16)]
    [InlineData((int)StepPrecision.Int8)]
    public void Compressing_keeps_zeros_and_signs(int precision)
    {
        float[] weights = [0, 0, 0, 0, 1, 0, -1, 0, 1e-39f, -3, 3.3e38f, -3.3e38f];
        CellLayout layout = CellLayout.Of(SequenceCell.RnnRelu, inputSize: 4, hiddenSize: 3);
        var stepper = new CellStepper(layout, new StepWeights { Input = weights, Recurrent = new float[9] }, (StepPrecision)precision);
        var hidden = new float[3];
        stepper.Step(new StepSpans { Input = [1, 1, 0, 1], Hidden = hidden, Cell = default, Scratch = new float[stepper.ScratchLength] }, ThreadTeam.Single);
        Assert.Equal(0, hidden[0]);
        Assert.Equal(1, hidden[1], 0.01f);
        Assert.Equal(0, hidden[2]);
    }

    private static float[] Run(StepCase weights, StepPrecision precision)
    {
        const int Steps = 4;
        CellStepper stepper = weights.Stepper(precision);
        CellLayout layout = weights.Layout;
        float[] input = TestFloats.Normal(Steps * layout.InputSize, seed: 54), hidden = TestFloats.Normal(layout.HiddenSize, seed: 55);
        var cell = new float[layout.HasCellState ? layout.HiddenSize : 0];
        var scratch = new float[stepper.ScratchLength];
        Array.Fill(scratch, float.NaN);
        for (int step = 0; step < Steps; step++)
        {
            ReadOnlySpan<float> features = input.AsSpan(step * layout.InputSize, layout.InputSize);
            stepper.Step(new StepSpans { Input = features, Hidden = hidden, Cell = cell, Scratch = scratch }, ThreadTeam.Single);
        }

        return [.. hidden, .. cell];
    }
}
