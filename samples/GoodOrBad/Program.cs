using Recurrent.Text.Classification;
using Recurrent.Text.Embedded;

// Generated reviews of a restaurant, in which "not" and "but" turn the meaning round; a quarter is kept apart to score on.
TextSplit split = TextSplit.HoldBack(DemoReviews.Sentiment(), share: 0.25, seed: 1);

// 1. Train. The defaults are meant for real texts; a small network does for a sample.
var options = new TextClassifierOptions { Hidden = 32, Embedding = 32, Epochs = 8, LearningRate = 0.004, Dropout = 0.2, Seed = 1 };
TextTraining training = TextClassifier.Train(split.Training, options: options);
Console.WriteLine($"Trained for {training.Run.Epochs} epochs; temperature {training.Model.Temperature:F2}.");

// 2. Score beside simple methods: naive Bayes knows the words and not their order.
TextEvaluation scores = TextEvaluator.Evaluate(training.Model, split.Held);
foreach (TextScores one in scores.Baselines.Prepend(scores.Model))
{
    Console.WriteLine($"{one.Method,-12}{one.Accuracy,6:P0}");
}

// 3. Ask about texts, and what decided.
foreach (string text in new[] { "The soup was not bad.", "The bread was lovely, but the waiter was awful!" })
{
    TextExplanation explained = training.Model.Explain(text);
    Console.WriteLine();
    Console.WriteLine($"{text}  {explained.Prediction.Label} with probability {explained.Prediction.Probability:F2}");
    foreach (TokenWeight token in explained.Tokens)
    {
        Console.WriteLine($"  {token.Text,-8}{token.Weight,7:+0.00;-0.00} {new string('#', (int)(40 * token.Share))}");
    }
}
