using Recurrent.Text.Embedded;
using Recurrent.Text.Generation;
using Recurrent.Text.LanguageModels;

// Small stories made by a grammar: names keep their pronoun, and a door that is opened is closed again. Your own come from TextFile.ReadAll("book.txt").
string stories = DemoStory.Make(paragraphs: 800, seed: 1);
string others = DemoStory.Make(paragraphs: 50, seed: 2);

// 1. Train, character by character; a small network does for a small language.
var options = new LanguageModelOptions { Layers = 1, Hidden = 96, Embedding = 32, BatchSize = 16, Segment = 64, Epochs = 12, Seed = 1 };
LanguageModelTraining training = LanguageModel.Train(stories, options: options);
LanguageModel model = training.Model;
Console.WriteLine($"Trained {model.ParameterCount:N0} parameters for {training.Run.Epochs} epochs.");

// 2. Score on stories that were not learnt from, beside simple methods.
LanguageEvaluation scores = model.Evaluate(others);
foreach (LanguageScores one in scores.Baselines.Prepend(scores.Model))
{
    Console.WriteLine($"{one.Method,-10}{one.BitsPerCharacter,6:F2} bits a character");
}

// 3. Write on from a beginning, character by character as they are drawn.
Console.WriteLine();
Console.Write("Mira opens the door");
foreach (string piece in model.Generate("Mira opens the door", new SamplingOptions { Temperature = 0.5, Length = 300, StopStrings = ["\n"] }))
{
    Console.Write(piece);
}

// 4. Ask what the model finds odd.
Console.WriteLine();
Console.WriteLine();
foreach (string sentence in new[] { "Ruth opens the door of the garden.", "Ruth opens the garden of the door." })
{
    Console.WriteLine($"{model.Surprises(sentence).Sum(one => one.Nats),6:F1} nats: {sentence}");
}
