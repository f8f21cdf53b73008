using Recurrent.Text.Translation;

// English and German sentences of a small grammar; your own come from ParallelText.Read("train.en", "train.de").
IReadOnlyList<SentencePair> drawn = DemoSentences.Draw(3300);
HashSet<string> known = [.. drawn.Take(3000).Select(pair => pair.Source)];
SentencePair[] test = [.. drawn.Skip(3000).Where(pair => !known.Contains(pair.Source))];

// 1. Train a small network; the defaults suit some ten thousand pairs.
var options = new TranslatorOptions { Hidden = 64, Embedding = 64, VocabularySize = 500, BatchSize = 32, Epochs = 8, Dropout = 0.1, LearningRate = 0.005, AverageDecay = 0.99 };
TranslatorTraining training = Translator.Train([.. drawn.Take(3000)], options);
Console.WriteLine($"Trained for {training.Run.Epochs} epochs; perplexity {training.ValidationPerplexity:F2} on pairs held back.");

// 2. Score beside simple methods.
TranslationEvaluation scores = TranslatorEvaluator.Evaluate(training.Model, test, new TranslateOptions { Beam = 5 });
foreach (TranslationScores one in scores.Baselines.Prepend(scores.Model))
{
    Console.WriteLine($"{one.Method,-16}BLEU {one.Bleu.Score,6:F2}   chrF {one.Chrf.Score,6:F2}");
}

// 3. Translate a sentence, and see for every token which source token was looked at most.
Translation said = training.Model.Translate("The old woman sees a small dog because the cat paints a bird.", new TranslateOptions { Beam = 5, WithAttention = true });
Console.WriteLine();
Console.WriteLine($"{said.Text}   (ln p = {said.LogProbability:F2})");
int steps = said.SourceTokens.Length;
for (int token = 0; token < said.Tokens.Length; token++)
{
    ReadOnlySpan<float> looks = said.Attention.AsSpan().Slice(token * steps, steps);
    int most = 0;
    for (int step = 1; step < steps; step++)
    {
        most = looks[step] > looks[most] ? step : most;
    }

    Console.WriteLine($"  {said.Tokens[token],-12}{said.SourceTokens[most],-12}{looks[most]:F2}");
}
