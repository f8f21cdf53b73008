using System.Collections.Immutable;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Training.Gradients;

namespace Recurrent.Text.LanguageModels;

/// <summary>Scores tokens with weights that follow the text; works on a copy, so the model stays as it is.</summary>
internal sealed class DynamicScorer
{
    private readonly DynamicEvaluation _options;
    private readonly LanguageModelNetwork _network;
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly float[][] _trained;
    private readonly ClipByGlobalNorm _clip = new(1);

    public DynamicScorer(LanguageModelState state, DynamicEvaluation options)
    {
        _options = options;
        _network = new LanguageModelNetwork(state.Architecture, InitializationScope.ForLoading);
        _network.LoadParameters(state.Network.Parameters().ToDictionary(static one => one.Name, static one => (Tensor)one.Parameter));
        _parameters = [.. _network.Parameters().Select(static one => one.Parameter).Distinct()];
        _trained = [.. _parameters.Select(static one => one.Values.ToArray())];
    }

    /// <summary>Sum of −ln p over all predicted tokens.</summary>
    public double TotalNats(TokenStreams streams)
    {
        var total = 0.0;
        var state = new CarriedState();
        var tape = Tape.ForGradients();
        for (var start = 0; start < streams.Length; start += _options.Segment)
        {
            tape.Reset();
            var length = Math.Min(_options.Segment, streams.Length - start);
            var (loss, last) = _network.Loss(tape, streams.Inputs(start, length), streams.Targets(start, length), state.Current);
            total += loss.ToScalar() * (double)length * streams.Batch;
            state.Take(last);
            tape.Backward(loss);
            Update();
        }
        return total;
    }

    private void Update()
    {
        _clip.Apply(_parameters.AsSpan(), GradientNorm.Of(_parameters.AsSpan()), threads: 0);
        var (rate, decay) = ((float)_options.LearningRate, (float)_options.Decay);
        for (var index = 0; index < _parameters.Length; index++)
        {
            var gradient = _parameters[index].Gradient;
            var trained = _trained[index];
            var values = _parameters[index].BeginUpdate();
            for (var place = 0; place < values.Length; place++) values[place] += (decay * (trained[place] - values[place])) - (rate * gradient[place]);
            _parameters[index].ZeroGradient();
        }
    }
}
