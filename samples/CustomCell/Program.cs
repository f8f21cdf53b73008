using CustomCell;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

// The task: numbers come one by one, and the answer at every step is the number that came four steps ago.
const int time = 40, rows = 16, delay = 4, hidden = 24, updates = 150;

// One line makes the new cell a layer like the built-in ones: stacked, bidirectional, padded, streamed, chosen by name.
SequenceLayers layers = SequenceLayers.BuiltIn.With(
    "mgu", (options, scope) => new RecurrentLayer<MinimalGatedUnit, MinimalGatedState>(options, scope, (own, part) => new MinimalGatedUnit(own, part)));

Console.WriteLine("Mean squared error of recalling the number of four steps ago, by the number of updates.");
Console.WriteLine($"Always answering 0 gives {(time - delay) / (double)time:F3}.");
Console.WriteLine();
Console.WriteLine($"{"layer",-8}{"weights",8}{"at first",11}{"after 50",11}{"after 100",11}{"after 150",11}");
foreach (string name in (string[])["rnn", "mgu", "gru", "lstm"])
{
    Train(name);
}

void Train(string name)
{
    var random = new RandomSource(seed: 1);
    SequenceLayer layer = layers.Create(name, new RecurrentOptions { InputSize = 1, HiddenSize = hidden }, random);
    var head = new Linear(layer.OutputSize, 1, random);
    var optimizer = new Adam([.. ParameterGroup.All(layer), .. ParameterGroup.All(head)], new AdamOptions { LearningRate = 0.01 });
    Parameter[] parameters = [.. optimizer.Groups.SelectMany(group => group.Parameters).Select(named => named.Parameter)];
    var clip = new ClipByGlobalNorm(1);
    Tape tape = Tape.ForGradients();
    Console.Write($"{name,-8}{layer.ParameterCount,8}");

    for (int update = 0; update <= updates; update++)
    {
        (float[] inputs, float[] targets) = Example(random.Stream("data", (ulong)update));
        Tensor input = tape.Constant(inputs, new Shape(time, rows, 1));                      // [T, B, D]
        (SequenceBatch outputs, _) = layer.Run(tape, new SequenceBatch(input));
        Tensor loss = tape.MeanSquaredError(head.Run(tape, outputs.Values), tape.Constant(targets, new Shape(time, rows, 1)));
        if (update % 50 == 0)
        {
            Console.Write($"{loss.ToScalar(),11:F3}");
        }

        optimizer.ZeroGradients();
        tape.Backward(loss);
        clip.Apply(parameters);
        optimizer.Step();
        tape.Reset();
    }

    Console.WriteLine();
}

static (float[] Inputs, float[] Targets) Example(RandomStream random)
{
    var inputs = new float[time * rows];
    random.FillNormal(inputs);
    var targets = new float[time * rows];
    inputs.AsSpan(0, (time - delay) * rows).CopyTo(targets.AsSpan(delay * rows));            // the first answers are 0
    return (inputs, targets);
}
