using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Optimizers;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class LibraryExampleTests
{
    [Fact]
    public void Lstm_learns_to_predict_the_next_value_of_a_sine()
    {
        float[] wave = [.. Enumerable.Range(0, 101).Select(step => MathF.Sin(step * 0.3f))];
        float firstLoss = 0, lastLoss = 0;

        #region LibraryExample
        var random = new RandomSource(seed: 1);
        var lstm = new Lstm(new LstmOptions { InputSize = 1, HiddenSize = 32 }, random);
        var head = new Linear(32, 1, random);
        var optimizer = new Adam([.. ParameterGroup.All(lstm), .. ParameterGroup.All(head)], new AdamOptions { LearningRate = 0.01 });
        Tape tape = Tape.ForTraining(random.Stream("dropout"));

        for (int step = 0; step < 100; step++)
        {
            Tensor input = tape.Constant(wave.AsSpan(0, 100), new Shape(100, 1, 1));    // [T, B, D]
            Tensor target = tape.Constant(wave.AsSpan(1, 100), new Shape(100, 1, 1));
            (SequenceBatch outputs, _) = lstm.Run(tape, new SequenceBatch(input));
            Tensor loss = tape.MeanSquaredError(head.Run(tape, outputs.Values), target);

            optimizer.ZeroGradients();
            tape.Backward(loss);                                                        // through all 100 steps
            optimizer.Step();
            lastLoss = loss.ToScalar();
            firstLoss = step == 0 ? lastLoss : firstLoss;
            tape.Reset();                                                               // memory goes to the next step
        }
        #endregion

        Assert.InRange(lastLoss, 0, 0.02 * firstLoss);
    }

    [Fact]
    public void Live_stream_gives_the_outputs_of_the_whole_sequence()
    {
        var lstm = new Lstm(new LstmOptions { InputSize = 2, HiddenSize = 8 }, new RandomSource(seed: 1));
        float[][] readings = [[0.1f, 0.2f], [0.3f, -0.4f], [0.5f, 0.6f]];
        float[] last = [];

        #region StreamExample
        SequenceStream stream = lstm.OpenStream();            // its own state over shared weights
        foreach (float[] reading in readings)
        {
            ReadOnlySpan<float> output = stream.Step(reading); // allocates nothing
            last = output.ToArray();
        }

        SequenceState state = stream.SaveState();              // continue later, elsewhere, or as a batch
        #endregion

        Tensor input = Tensor.FromValues([.. readings.SelectMany(reading => reading)], new Shape(3, 1, 2));
        SequenceOutput whole = lstm.Run(Tape.ForInference(), new SequenceBatch(input));
        Assert.Equal(whole.State.Hidden.Values.ToArray(), state.Hidden.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5f);
        Assert.Equal(whole.Outputs.Values.At(2).Values.ToArray(), last, (a, b) => Math.Abs(a - b) < 1e-5f);
    }
}
