using Recurrent.Text.Translation;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class TranslationExampleTests
{
    [Fact]
    public void The_guide_example_translates_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("translation-").FullName, "model");
        IReadOnlyList<SentencePair> pairs = DemoSentences.Draw(400);
        IReadOnlyList<SentencePair> test = DemoSentences.Draw(20, seed: 2);
        var options = new TranslatorOptions { Hidden = 16, Embedding = 16, VocabularySize = 320, BatchSize = 16, Epochs = 2, LearningRate = 0.01 };

        #region TranslationExample
        // pairs = ParallelText.Read("train.en", "train.de")
        Translator.Train(pairs, options).Model.Save(folder);

        Translator translator = Translator.Load(folder);                    // in another process; thread-safe
        var search = new TranslateOptions { Beam = 5 };
        IReadOnlyList<Translation> said = translator.Translate(["The dog sees a cat.", "A bird hears the man."], search);
        TranslationEvaluation scores = TranslatorEvaluator.Evaluate(translator, test, search);
        double bleu = scores.Model.Bleu.Score;                              // as sacreBLEU counts it; its signature is beside it
        #endregion

        Assert.Equal(2, said.Count);
        Assert.InRange(bleu, 0, 100);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
