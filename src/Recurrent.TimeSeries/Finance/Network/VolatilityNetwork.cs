using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>One recurrent layer beside a straight path: ln h_{t+1} = W s_t + S x_t + b.</summary>
/// <remarks>
/// W begins at 0 and S at a blend of running means, so that the untrained network is a plain volatility model. The odds of a rising day
/// are a logistic regression on state and features that sends no gradient back: volatility is not bent for it.
/// </remarks>
internal sealed class VolatilityNetwork : Module
{
    private readonly SequenceLayer _layer;
    private readonly Linear _head;
    private readonly Linear _skip;
    private readonly Linear _direction;

    public VolatilityNetwork(VolatilityArchitecture architecture, InitializationScope initialization)
    {
        (InputSize, HiddenSize) = (VolatilityFeatures.CountOf(architecture.HasRange), architecture.Hidden);
        var options = new RecurrentOptions { InputSize = InputSize, HiddenSize = HiddenSize, Layers = architecture.Layers };
        _layer = AddModule("layer", SequenceLayers.BuiltIn.Create(architecture.Cell, options, initialization.Part("layer")));
        _head = AddModule("head", new Linear(HiddenSize, 1, initialization.Part("head"), weights: Initializer.Zeros));
        _skip = AddModule("skip", new Linear(InputSize, 1, initialization.Part("skip"), hasBias: false, new BlendStart(architecture.HasRange)));
        _direction = AddModule("direction", new Linear(HiddenSize + InputSize, 1, initialization.Part("direction"), weights: Initializer.Zeros));
    }

    public int InputSize { get; }

    public int HiddenSize { get; }

    /// <summary>What is said of the next days.</summary>
    /// <param name="tape">Where results live.</param>
    /// <param name="features">Features of days in order. <c>[T, B, F]</c></param>
    public NetworkOutput Run(Tape tape, Tensor features)
    {
        var states = _layer.Run(tape, new SequenceBatch(features)).Outputs.Values;
        var logVariance = tape.Add(_head.Run(tape, states), _skip.Run(tape, features));
        var detached = tape.Constant(states.Values, states.Shape);
        return new NetworkOutput(logVariance, _direction.Run(tape, tape.Concat(-1, detached, features)));
    }

    public SequenceStream OpenStream() => _layer.OpenStream(1);

    /// <summary>Log variance of the next day from one step of a stream.</summary>
    public double LogVariance(ReadOnlySpan<float> state, ReadOnlySpan<float> features) =>
        _head.Bias!.Values[0] + Dot(state, _head.Weight.Values) + Dot(features, _skip.Weight.Values);

    /// <summary>Log odds that the next day rises.</summary>
    public double LogOdds(ReadOnlySpan<float> state, ReadOnlySpan<float> features) =>
        _direction.Bias!.Values[0] + Dot(state, _direction.Weight.Values) + Dot(features, _direction.Weight.Values[HiddenSize..]);

    private static double Dot(ReadOnlySpan<float> values, ReadOnlySpan<float> weights)
    {
        var sum = 0.0;
        for (var index = 0; index < values.Length; index++) sum += values[index] * (double)weights[index];
        return sum;
    }
}
