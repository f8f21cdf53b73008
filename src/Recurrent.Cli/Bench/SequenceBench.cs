using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Optimizers;

namespace Recurrent.Cli.Bench;

/// <summary>The runs that are timed: one layer on normal random input.</summary>
internal sealed class SequenceBench(BenchCell cell, BenchSize size, int threads)
{
    /// <summary>Forward pass, mean squared error, backward pass, Adam step.</summary>
    public Action Training()
    {
        var layer = cell.Create(size);
        var batch = new SequenceBatch(Normal("input", size.Time, size.Batch, size.Input));
        var target = Normal("target", size.Time, size.Batch, size.Hidden);
        var tape = Tape.ForTraining(new RandomSource(1).Stream("dropout"), threads);
        var optimizer = new Adam(ParameterGroup.All(layer));
        return () =>
        {
            optimizer.ZeroGradients();
            tape.Backward(tape.MeanSquaredError(layer.Run(tape, batch).Outputs.Values, target));
            optimizer.Step();
            tape.Reset();
        };
    }

    /// <summary>Forward pass without gradient.</summary>
    public Action Inference()
    {
        var layer = cell.Create(size);
        var batch = new SequenceBatch(Normal("input", size.Time, size.Batch, size.Input));
        var tape = Tape.ForInference(threads);
        return () =>
        {
            layer.Run(tape, batch);
            tape.Reset();
        };
    }

    /// <summary>One step of a live stream.</summary>
    public Action Step()
    {
        var stream = cell.Create(size).OpenStream(threads: 1);
        var input = Normal("input", 1, 1, size.Input);
        return () => stream.Step(input.Values);
    }

    private static Tensor Normal(string name, int time, int batch, int features)
    {
        var values = new float[time * batch * features];
        new RandomSource(1).Stream(name).FillNormal(values);
        return Tensor.FromValues(values, new Shape(time, batch, features));
    }
}
