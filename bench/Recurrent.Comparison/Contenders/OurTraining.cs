using Recurrent.Comparison.Cases;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Optimizers;

namespace Recurrent.Comparison.Contenders;

/// <summary>Our forward pass, mean squared error, backward pass and Adam step.</summary>
internal sealed class OurTraining : IContender
{
    private readonly SequenceLayer _layer;
    private readonly SequenceBatch _batch;
    private readonly Tensor _target;
    private readonly Tape _tape;
    private readonly Adam _optimizer;

    public OurTraining(SequenceData data, int threads, double learningRate = 1e-3)
    {
        SequenceCase sizes = data.Sizes;
        _layer = Recurrence.Load(Recurrence.Create(sizes), data.Weights);
        _batch = new SequenceBatch(Tensor.FromValues(data.Input, new Shape(sizes.Time, sizes.Batch, sizes.Input)), data.Lengths);
        _target = Tensor.FromValues(data.Target, new Shape(sizes.Time, sizes.Batch, sizes.Hidden));
        _tape = Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads);
        _optimizer = new Adam(ParameterGroup.All(_layer)) { LearningRate = learningRate };
    }

    public string Name => "ours";

    public IReadOnlyDictionary<string, float[]> Probe()
    {
        _optimizer.ZeroGradients();
        Tensor output = _layer.Run(_tape, _batch).Outputs.Values;
        Tensor loss = _tape.MeanSquaredError(output, _target);
        _tape.Backward(loss);
        Dictionary<string, float[]> results = new() { ["output"] = output.Values.ToArray(), ["loss"] = loss.Values.ToArray() };
        Recurrence.AddGradients(_layer, results);
        _tape.Reset();
        return results;
    }

    public void Run()
    {
        _optimizer.ZeroGradients();
        _tape.Backward(_tape.MeanSquaredError(_layer.Run(_tape, _batch).Outputs.Values, _target));
        _optimizer.Step();
        _tape.Reset();
    }

    public void Dispose()
    {
        // Managed memory only.
    }
}
