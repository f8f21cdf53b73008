using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Classification;

// Rising, falling, warbling, steady and double tones in noise; a quarter of each is kept apart to score on.
SignalSplit split = SignalSplit.HoldBack(DemoSignals.Sounds(), share: 0.25, seed: 1);

// 1. Train: features, scales and everything else are chosen from the training signals. Two small networks do for a sample.
SignalTraining training = SignalClassifier.Train(split.Training, new SignalClassifierOptions { Members = 2, Hidden = 32, Epochs = 20, Seed = 1 });
Console.WriteLine($"Trained for {training.Run.Epochs} epochs; {training.ValidationAccuracy:P0} of signals right that a network had not learnt from.");

// 2. Score beside simple methods.
SignalEvaluation scores = SignalEvaluator.Evaluate(training.Model, split.Test);
foreach (SignalScores one in scores.Baselines.Prepend(scores.Model))
{
    Console.WriteLine($"{one.Method,-18}{one.Accuracy,6:P0}");
}

// 3. Ask about one sound; a recording comes from Signal.FromClip("word.wav", WavReader.Read("word.wav")).
Signal sound = split.Test[0];
SignalPrediction said = training.Model.Predict(sound);
Console.WriteLine();
Console.WriteLine($"{sound.Name}, {sound.Length / (double)sound.SampleRate!:F2} s: {said.Label} with probability {said.Probability:F2}; it is {sound.Label}.");
for (int index = 0; index < said.Probabilities.Count; index++)
{
    Console.WriteLine($"  {training.Model.Labels[index],-10}{said.Probabilities[index]:F3} {new string('#', (int)(40 * said.Probabilities[index]))}");
}
