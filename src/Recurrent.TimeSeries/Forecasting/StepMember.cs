using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>An encoder–decoder network: reads the past step by step, runs on over the steps to forecast and gives quantiles for each.</summary>
/// <remarks>
/// <c>z_h = W d_h + S u_h + b</c> with d the decoder's outputs and u its inputs. W and S begin at 0 and b at the quantiles of the base
/// forecast's error, so that the untrained network is the (seasonal) naive forecast with honest intervals.
/// </remarks>
internal sealed class StepMember : ForecastMember
{
    private readonly SequenceLayer _encoder;
    private readonly SequenceLayer _decoder;
    private readonly Linear _head;
    private readonly Linear _skip;
    private readonly float _dropout;

    public StepMember(ForecastArchitecture architecture, InitializationScope initialization)
    {
        _dropout = (float)architecture.Dropout;
        var quantiles = architecture.Quantiles.Length;
        _encoder = AddModule("encoder", CreateLayer(architecture, architecture.EncoderInputs, initialization.Part("encoder")));
        _decoder = AddModule("decoder", CreateLayer(architecture, architecture.DecoderInputs, initialization.Part("decoder")));
        _head = AddModule("head", new Linear(_decoder.OutputSize, quantiles, initialization.Part("head"), weights: Initializer.Zeros));
        _skip = AddModule("skip", new Linear(architecture.DecoderInputs, quantiles, initialization.Part("skip"), hasBias: false, Initializer.Zeros));
    }

    /// <inheritdoc/>
    public override void SetBias(ReadOnlySpan<float> quantiles) => quantiles.CopyTo(_head.Bias!.BeginUpdate());

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, SequenceBatch past, Tensor ahead)
    {
        var encoded = _encoder.Run(tape, past);
        var decoded = _decoder.Run(tape, new SequenceBatch(ahead), encoded.State);
        var hidden = tape.Dropout(decoded.Outputs.Values, _dropout);
        return tape.Add(_head.Run(tape, hidden), _skip.Run(tape, ahead));
    }
}
