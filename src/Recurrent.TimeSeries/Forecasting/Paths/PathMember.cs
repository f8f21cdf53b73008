using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>One network that reads values one by one and describes the next: <c>o_t = W h_t + S u_t + b</c>.</summary>
/// <remarks>W and S begin at 0 and b at the base forecast with the spread of its errors, so that the untrained network is that forecast.</remarks>
internal sealed class PathMember : Module
{
    private readonly Linear _head;
    private readonly Linear _skip;
    private readonly float _dropout;

    public PathMember(ForecastArchitecture architecture, int outputs, InitializationScope initialization)
    {
        _dropout = (float)architecture.Dropout;
        Layer = AddModule("layer", ForecastMember.CreateLayer(architecture, architecture.EncoderInputs, initialization.Part("layer")));
        _head = AddModule("head", new Linear(Layer.OutputSize, outputs, initialization.Part("head"), weights: Initializer.Zeros));
        _skip = AddModule("skip", new Linear(architecture.EncoderInputs, outputs, initialization.Part("skip"), hasBias: false, Initializer.Zeros));
    }

    public SequenceLayer Layer { get; }

    public void SetBias(ReadOnlySpan<float> outputs) => outputs.CopyTo(_head.Bias!.BeginUpdate());

    /// <summary>Outputs for every step. <c>[T, B, K]</c></summary>
    public Tensor Run(Tape tape, SequenceBatch steps)
    {
        var hidden = Layer.Run(tape, steps).Outputs.Values;
        return Read(tape, tape.Dropout(hidden, _dropout), steps.Values);
    }

    /// <summary>Outputs from hidden states and inputs of the same steps.</summary>
    public Tensor Read(Tape tape, Tensor hidden, Tensor inputs) => tape.Add(_head.Run(tape, hidden), _skip.Run(tape, inputs));
}
