using System.Collections.Immutable;
using Recurrent.Comparison.Cases;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Comparison.Contenders;

/// <summary>Our language-model step: forward, cross entropy, backward, clip, Adam.</summary>
internal sealed class OurLanguageModel : IContender
{
    private readonly LanguageModelData _data;
    private readonly Shape _shape;
    private readonly LanguageModel _model;
    private readonly ImmutableArray<Parameter> _parameters;
    private readonly Tape _tape;
    private readonly Adam _optimizer;
    private readonly ClipByGlobalNorm _clip = new(LanguageModelData.ClipNorm);

    public OurLanguageModel(LanguageModelData data, int threads)
    {
        _data = data;
        _shape = new Shape(data.Sizes.Recurrent.Time, data.Sizes.Recurrent.Batch);
        _model = Recurrence.Load(new LanguageModel(data.Sizes), data.Weights);
        _parameters = Recurrence.ParametersOf(_model);
        _tape = Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads);
        _optimizer = new Adam(ParameterGroup.All(_model));
    }

    public string Name => "ours";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        _optimizer.ZeroGradients();
        Tensor loss = Loss();
        _tape.Backward(loss);
        Dictionary<string, float[]> results = new() { ["loss"] = loss.Values.ToArray() };
        Recurrence.AddGradients(_model, results);
        results.Add("norm", [(float)_clip.Apply(_parameters.AsSpan())]);
        _tape.Reset();
        return results;
    }

    public void Run()
    {
        _optimizer.ZeroGradients();
        _tape.Backward(Loss());
        _clip.Apply(_parameters.AsSpan());
        _optimizer.Step();
        _tape.Reset();
    }

    public void Dispose()
    {
        // Managed memory only.
    }

    private Tensor Loss() => _tape.CrossEntropy(_model.Run(_tape, _data.Tokens, _shape), _data.Targets);
}
