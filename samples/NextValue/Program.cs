using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Gradients;
using Recurrent.Training.Optimizers;

// 200 values of a wave to learn from; the next 40 are kept back to compare with.
const int known = 200, hiddenSize = 32, updates = 200;
float[] wave = [.. Enumerable.Range(0, known + 40).Select(step => 0.8f * MathF.Sin(0.2f * step))];

// 1. The model: an LSTM that reads the wave, and a linear map from its hidden state to the next value.
var random = new RandomSource(seed: 1);
var lstm = new Lstm(new LstmOptions { InputSize = 1, HiddenSize = hiddenSize }, random);
var head = new Linear(hiddenSize, 1, random);

// 2. Training: predict every value from those before it, and follow the gradient back through all steps.
var optimizer = new Adam([.. ParameterGroup.All(lstm), .. ParameterGroup.All(head)], new AdamOptions { LearningRate = 0.01 });
Parameter[] parameters = [.. optimizer.Groups.SelectMany(group => group.Parameters).Select(named => named.Parameter)];
var clip = new ClipByGlobalNorm(1);
Tape tape = Tape.ForTraining(random.Stream("dropout"));
for (int update = 1; update <= updates; update++)
{
    Tensor input = tape.Constant(wave.AsSpan(0, known - 1), new Shape(known - 1, 1, 1));       // [T, B, D]
    Tensor target = tape.Constant(wave.AsSpan(1, known - 1), new Shape(known - 1, 1, 1));
    (SequenceBatch outputs, _) = lstm.Run(tape, new SequenceBatch(input));
    Tensor loss = tape.MeanSquaredError(head.Run(tape, outputs.Values), target);

    optimizer.ZeroGradients();
    tape.Backward(loss);
    clip.Apply(parameters);
    optimizer.Step();
    if (update % 50 == 0)
    {
        Console.WriteLine($"update {update,3}   mean squared error {loss.ToScalar():F6}");
    }

    tape.Reset();                                                                              // memory goes to the next update
}

// 3. A live stream: it reads the known values one at a time, then goes on from its own predictions.
SequenceStream stream = lstm.OpenStream();
Tape inference = Tape.ForInference();
float next = 0;
foreach (float value in wave.AsSpan(0, known))
{
    next = Predict(value);
}

Console.WriteLine();
Console.WriteLine("step   wave     stream");
for (int step = known; step < wave.Length; step++)
{
    string plot = new string(' ', 20 + (int)MathF.Round(20 * Math.Clamp(next, -1, 1))) + '*';
    Console.WriteLine($"{step,4}{wave[step],8:F3}{next,9:F3}   {plot}");
    next = Predict(next);
}

float Predict(float value)
{
    ReadOnlySpan<float> hidden = stream.Step([value]);
    float predicted = head.Run(inference, inference.Constant(hidden, new Shape(1, hiddenSize))).ToScalar();
    inference.Reset();
    return predicted;
}
