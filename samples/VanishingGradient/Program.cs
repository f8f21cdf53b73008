using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

// How much does what was read k steps ago still change the loss now? The norm of the loss's gradient with respect to the input of that
// step says so, and it is what an update learns from. Nothing is trained here: these are networks at their first step.
const int time = 101, rows = 16, features = 8, hiddenSize = 64;
var random = new RandomSource(seed: 1);
RnnOptions rnn = new() { InputSize = features, HiddenSize = hiddenSize };
LstmOptions lstm = new() { InputSize = features, HiddenSize = hiddenSize };

(string Name, SequenceLayer Layer)[] columns =
[
    ("tanh RNN", new Rnn(rnn with { Initialization = RecurrentInitialization.PyTorch }, random)),
    ("orthogonal", new Rnn(rnn, random)),
    ("LSTM", new Lstm(lstm, random)),
    ("chrono", new Lstm(lstm with { Initialization = RecurrentInitialization.Chrono(time) }, random)),
];
double[][] flow = [.. columns.Select(column => GradientByLag(column.Layer))];

Console.WriteLine("Gradient of the loss at the last step with respect to the input k steps before it, relative to k = 0:");
Console.WriteLine();
Console.WriteLine($"{"k",4}{string.Concat(columns.Select(column => $"{column.Name,14}"))}");
foreach (int lag in (int[])[0, 1, 2, 5, 10, 20, 30, 50, 75, 100])
{
    Console.WriteLine($"{lag,4}{string.Concat(flow.Select(norms => $"{norms[lag] / norms[0],14:0.0e+00}"))}");
}

// The Euclidean norm of ∂L/∂x at each step, counted from the last; L is the sum of the last hidden states of all rows.
static double[] GradientByLag(SequenceLayer layer)
{
    var values = new float[time * rows * features];
    new RandomSource(seed: 2).Stream("input").FillNormal(values);
    Tensor input = Tensor.Variable(values, new Shape(time, rows, features));                   // a variable keeps its gradient
    Tape tape = Tape.ForGradients();
    SequenceOutput output = layer.Run(tape, new SequenceBatch(input));
    tape.Backward(tape.Sum(output.State.Hidden));

    var norms = new double[time];
    for (int lag = 0; lag < time; lag++)
    {
        double squares = 0;
        foreach (float gradient in input.Gradient.Slice((time - 1 - lag) * rows * features, rows * features))
        {
            squares += (double)gradient * gradient;
        }

        norms[lag] = Math.Sqrt(squares);
    }

    return norms;
}
