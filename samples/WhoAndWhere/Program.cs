using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;

// Sentences from a small grammar; other parts have mostly other names. Your own come from ConllFile.Read("train.conll").
IReadOnlyList<TaggedSentence> training = DemoEntities.Sentences(300);
IReadOnlyList<TaggedSentence> validation = DemoEntities.Sentences(100, part: 1);
IReadOnlyList<TaggedSentence> test = DemoEntities.Sentences(200, part: 2);

// 1. Train: words, letters and shapes are counted from the training sentences. A small network does for a sample.
TaggerTraining trained = SequenceTagger.Train(training, validation, new TaggerOptions { Hidden = 32, Epochs = 10, Seed = 1 });
Console.WriteLine($"Trained for {trained.Run.Epochs} epochs; F1 {trained.ValidationF1:P1} on the validation sentences.");

// 2. Score beside simple methods.
TaggerEvaluation scores = TaggerEvaluator.Evaluate(trained.Model, test);
foreach (TagScores one in scores.Baselines.Prepend(scores.Model))
{
    Console.WriteLine($"{one.Method,-14} F1 {one.Entities.F1,7:P1}   token accuracy {one.Accuracy,7:P1}");
}

// 3. Ask about a sentence, and how sure every tag is.
string[] tokens = ["Lorandra", "Silelmond", "left", "Norilport", "Bank", "in", "Wilaford", "."];
TagPrediction said = trained.Model.Tag(tokens, probabilities: true);
Console.WriteLine();
for (int place = 0; place < tokens.Length; place++)
{
    Console.WriteLine($"{tokens[place],-12}{said.Tags[place],-8}{said.Probabilities![place]:F3}");
}
