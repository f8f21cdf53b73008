using Recurrent.Layers.Cells;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>A unit whose time loop is one op and whose streams and inference passes share one packed copy of the weights.</summary>
internal abstract class FusedUnit : RecurrentUnit
{
    private readonly GatedCell _cell;
    private readonly PackedWeights<RecurrentStepper> _stepper;

    protected FusedUnit(GatedCell cell, Func<RecurrentStepper> pack)
    {
        _cell = cell;
        _stepper = new PackedWeights<RecurrentStepper>(pack, cell.InputWeight, cell.RecurrentWeight, cell.InputBias, cell.RecurrentBias);
    }

    public sealed override Module Cell => _cell;

    public sealed override StreamUnit OpenStream(int threads) => new FusedStreamUnit(_stepper.Current(), threads);

    /// <summary>The weights for a pass: in inference with the packed copy, while training without, because every step changes them.</summary>
    protected RecurrentWeights WeightsFor(Tape tape) => tape.IsRecording ? _cell.Weights : _cell.Weights with { Packed = _stepper.Current() };

    protected Tensor Zeros(int batch) => Tensor.Zeros(new Shape(batch, _cell.HiddenSize));
}
