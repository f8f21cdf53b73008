using Recurrent.Comparison.Reporting;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

namespace Recurrent.Comparison.Contenders;

/// <summary>What weights of fewer bits cost a trained model: two layers that predict the next value of a wave of changing pitch.</summary>
internal sealed class TrainedModel
{
    private const int Hidden = 128, Layers = 2, Time = 100, Batch = 16, Updates = 300, TestSteps = 4000;
    private const double LearningRate = 0.003;

    private readonly SequenceLayer _layer;
    private readonly Linear _head;
    private readonly RandomSource _random = new(seed: 30);
    private readonly string _cell;

    /// <param name="cell">Name of the layer.</param>
    public TrainedModel(string cell)
    {
        _cell = cell;
        _layer = SequenceLayers.BuiltIn.Create(cell, new RecurrentOptions { InputSize = 1, HiddenSize = Hidden, Layers = Layers }, _random);
        _head = new Linear(Hidden, 1, _random);
    }

    /// <summary>Trains and scores.</summary>
    /// <returns>Mean squared errors of live streams over a wave that training has not seen.</returns>
    public PrecisionScore Measure()
    {
        Train();
        float[] test = Wave(index: 1_000_000, TestSteps + 1);
        return new PrecisionScore(
            $"{_cell.ToUpperInvariant()} H{Hidden} L{Layers}, next value, MSE", Score(test, WeightPrecision.Single), Score(test, WeightPrecision.BFloat16), Score(test, WeightPrecision.Int8));
    }

    private void Train()
    {
        var optimizer = new Adam([.. ParameterGroup.All(_layer), .. ParameterGroup.All(_head)], new AdamOptions { LearningRate = LearningRate });
        Parameter[] parameters = [.. optimizer.Groups.SelectMany(group => group.Parameters).Select(named => named.Parameter)];
        var clip = new ClipByGlobalNorm(1);
        Tape tape = Tape.ForTraining(_random.Stream("dropout"));
        for (int update = 0; update < Updates; update++)
        {
            float[][] waves = [.. Enumerable.Range(0, Batch).Select(row => Wave((update * Batch) + row, Time + 1))];
            Tensor loss = tape.MeanSquaredError(
                _head.Run(tape, _layer.Run(tape, new SequenceBatch(Steps(waves, first: 0))).Outputs.Values), Steps(waves, first: 1));
            optimizer.ZeroGradients();
            tape.Backward(loss);
            clip.Apply(parameters);
            optimizer.Step();
            tape.Reset();
        }
    }

    private double Score(float[] test, WeightPrecision weights)
    {
        SequenceStream stream = _layer.OpenStream(new StreamOptions { Weights = weights });
        Tape tape = Tape.ForInference(threads: 1);
        double sum = 0;
        for (int step = 0; step < TestSteps; step++)
        {
            ReadOnlySpan<float> hidden = stream.Step(test.AsSpan(step, 1));
            double error = _head.Run(tape, tape.Constant(hidden, new Shape(1, Hidden))).ToScalar() - test[step + 1];
            tape.Reset();
            sum += error * error;
        }

        return sum / TestSteps;
    }

    /// <summary>A wave whose pitch and height wander, with an overtone.</summary>
    private float[] Wave(int index, int length)
    {
        var noise = new float[2 * length];
        _random.Stream("wave", (ulong)index).FillNormal(noise);
        var values = new float[length];
        double phase = noise[0] * 3, pitch = 0.25, height = 0.8;
        for (int step = 0; step < length; step++)
        {
            pitch += (0.25 - pitch) * 0.02 + (0.01 * noise[step]);
            height += ((0.8 - height) * 0.02) + (0.01 * noise[length + step]);
            phase += pitch;
            values[step] = (float)(height * (Math.Sin(phase) + (0.3 * Math.Sin((2.7 * phase) + 1))));
        }

        return values;
    }

    private static Tensor Steps(float[][] waves, int first)
    {
        var values = new float[Time * waves.Length];
        for (int index = 0; index < values.Length; index++)
        {
            values[index] = waves[index % waves.Length][first + (index / waves.Length)];
        }

        return Tensor.FromValues(values, new Shape(Time, waves.Length, 1));
    }
}
