using Recurrent.Layers;
using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Inspection;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Testing;

namespace Recurrent.Training.Tests.Diagnosis;

/// <summary>h ← W h + x: everything about its gradient is known.</summary>
internal sealed class LinearCell : Module, IRecurrentCell<HiddenState>
{
    private readonly Parameter _weight;

    private LinearCell(float[] weight, int size)
    {
        HiddenSize = size;
        _weight = AddParameter("weight_hh", new Parameter(weight, new Shape(size, size)));
    }

    public int InputSize => HiddenSize;

    public int HiddenSize { get; }

    /// <summary>A layer of it.</summary>
    /// <param name="weight">W, row-major.</param>
    public static SequenceLayer Layer(params float[] weight)
    {
        int size = (int)Math.Sqrt(weight.Length);
        var options = new RecurrentOptions { InputSize = size, HiddenSize = size };
        return new RecurrentLayer<LinearCell, HiddenState>(options, InitializationScope.ForLoading, (_, _) => new LinearCell(weight, size));
    }

    /// <summary>A turn by one radian, scaled: all singular values are the scale, whatever the power.</summary>
    public static float[] Rotation(double scale) =>
        [(float)(scale * Math.Cos(1)), (float)(-scale * Math.Sin(1)), (float)(scale * Math.Sin(1)), (float)(scale * Math.Cos(1))];

    /// <summary>Sequences of normal numbers.</summary>
    public static RecordedSequence[] Sequences(Recurrence recurrence, params int[] lengths) =>
        [.. lengths.Select((length, row) => new RecordedSequence(SampleTensors.Normal($"row {row}", new Shape(length, recurrence.InputSize)), recurrence.ZeroState(1)))];

    public HiddenState ZeroState(int batch) => new(Tensor.Zeros(new Shape(batch, HiddenSize)));

    public HiddenState Step(Tape tape, Tensor input, HiddenState state) => new(tape.Add(input, tape.Linear(state.Hidden, _weight)));
}
