using System.Diagnostics;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Optimizers;

namespace Recurrent.Comparison.Memory;

/// <summary>Trains a few steps in this process, which does nothing else, and says what it needed.</summary>
internal sealed class MemoryProbe
{
    private const int Steps = 4;

    private readonly SequenceLayer _layer;
    private readonly Linear _head;
    private readonly SequenceBatch _input;
    private readonly Tensor _target;
    private readonly Adam _optimizer;
    private readonly Tape _tape;

    public MemoryProbe(MemoryCase sizes)
    {
        var random = new RandomSource(1);
        var options = new RecurrentOptions
        {
            InputSize = sizes.Input,
            HiddenSize = sizes.Hidden,
            Recomputation = sizes.Recomputes == true ? Recomputation.EverySquareRoot : Recomputation.None,
        };
        _layer = SequenceLayers.BuiltIn.Create(sizes.Cell, options, random);
        _head = new Linear(sizes.Hidden, 1, random);
        _input = new SequenceBatch(Normal(random.Stream("input"), new Shape(sizes.Time, sizes.Batch, sizes.Input)));
        _target = Normal(random.Stream("target"), new Shape(sizes.Time, sizes.Batch, 1));
        _optimizer = new Adam([.. ParameterGroup.All(_layer), .. ParameterGroup.All(_head)]);
        _tape = Tape.ForTraining(random.Stream("dropout"), sizes.Threads);
    }

    /// <summary>Forward, backward and update, a few times.</summary>
    public MemoryResult Run()
    {
        var losses = new float[Steps];
        double fastest = double.PositiveInfinity;
        for (int step = 0; step < Steps; step++)
        {
            long start = Stopwatch.GetTimestamp();
            losses[step] = Step();
            fastest = Math.Min(fastest, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        using Process process = Process.GetCurrentProcess();
        return new MemoryResult(process.PeakWorkingSet64, fastest, losses[0], losses[^1]);
    }

    private float Step()
    {
        Tensor outputs = _layer.Run(_tape, _input).Outputs.Values;
        Tensor loss = _tape.MeanSquaredError(_head.Run(_tape, outputs), _target);
        _optimizer.ZeroGradients();
        _tape.Backward(loss);
        _optimizer.Step();
        float value = loss.ToScalar();
        _tape.Reset();
        return value;
    }

    private static Tensor Normal(RandomStream stream, Shape shape)
    {
        var values = new float[shape.Length];
        stream.FillNormal(values);
        return Tensor.FromValues(values, shape);
    }
}
