using Recurrent.Kernels.Sequences;
using Recurrent.Kernels.Threading;

namespace Recurrent.Kernels.Tests.Sequences;

/// <summary>The weights of one recurrence for steps.</summary>
internal sealed class StepCase
{
    private readonly float[] _input;
    private readonly float[] _recurrent;
    private readonly float[] _bias;

    public StepCase(SequenceCell cell, int inputs, int hidden)
    {
        Layout = CellLayout.Of(cell, inputs, hidden);
        int rows = Layout.Gates * hidden;
        _input = TestFloats.Normal(rows * inputs, seed: 51, scale: 0.4f);
        _recurrent = TestFloats.Normal(rows * hidden, seed: 52, scale: 0.4f);
        _bias = TestFloats.Normal(rows, seed: 53, scale: 0.3f);
    }

    private StepCase(StepCase original, float[] input, float[] recurrent) =>
        (Layout, _bias, _input, _recurrent) = (original.Layout, original._bias, input, recurrent);

    public CellLayout Layout { get; }

    public ReadOnlySpan<float> InputWeights => _input;

    public ReadOnlySpan<float> RecurrentWeights => _recurrent;

    public CellStepper Stepper(StepPrecision precision = StepPrecision.Single) =>
        new(Layout, new StepWeights { Input = _input, Recurrent = _recurrent, InputBias = _bias, RecurrentBias = _bias }, precision);

    /// <summary>The same recurrence with the weights that a stepper of fewer bits really has.</summary>
    public StepCase Seen(StepPrecision precision) => new(
        this, Seen(_input, Layout.Gates * Layout.HiddenSize, Layout.InputSize, precision), Seen(_recurrent, Layout.Gates * Layout.HiddenSize, Layout.HiddenSize, precision));

    // A simple ReLU network from zero gives max(0, w) for the input 1 and max(0, -w) for -1.
    private static float[] Seen(float[] weights, int rows, int depth, StepPrecision precision)
    {
        CellLayout layout = CellLayout.Of(SequenceCell.RnnRelu, depth, rows);
        var stepper = new CellStepper(layout, new StepWeights { Input = weights, Recurrent = new float[rows * rows] }, precision);
        var seen = new float[weights.Length];
        var scratch = new float[stepper.ScratchLength];
        for (int k = 0; k < depth; k++)
        {
            foreach (float sign in (float[])[1, -1])
            {
                float[] input = new float[depth], hidden = new float[rows];
                input[k] = sign;
                stepper.Step(new StepSpans { Input = input, Hidden = hidden, Cell = default, Scratch = scratch }, ThreadTeam.Single);
                for (int row = 0; row < rows; row++)
                {
                    seen[(row * depth) + k] += sign * hidden[row];
                }
            }
        }

        return seen;
    }
}
