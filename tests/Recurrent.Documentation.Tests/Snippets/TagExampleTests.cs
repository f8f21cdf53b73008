using Recurrent.Text.Embedded;
using Recurrent.Text.Tagging;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class TagExampleTests
{
    [Fact]
    public void The_guide_example_finds_names_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("tagging-").FullName, "model");
        IReadOnlyList<TaggedSentence> training = DemoEntities.Sentences(200), validation = DemoEntities.Sentences(50, part: 1), test = DemoEntities.Sentences(50, part: 2);
        var options = new TaggerOptions { Hidden = 24, Epochs = 10, LearningRate = 0.01 };

        #region TagExample
        SequenceTagger.Train(training, validation, options).Model.Save(folder);     // sentences from ConllFile.Read("train.conll")

        SequenceTagger tagger = SequenceTagger.Load(folder);                        // in another process; thread-safe
        TaggerEvaluation scores = TaggerEvaluator.Evaluate(tagger, test);
        double f1 = scores.Model.Entities.F1, frequent = scores.Baselines[1].Entities.F1;
        TagPrediction said = tagger.Tag(["Aldra", "Corson", "left", "Marburg", "."], probabilities: true);
        string names = string.Join(", ", said.Entities.Select(entity => $"{entity.Type} of {entity.Length} tokens from token {entity.Start}"));
        double surest = said.Probabilities!.Max();
        #endregion

        Assert.InRange(f1, 0.8, 1);
        Assert.True(f1 > frequent);
        Assert.Equal(5, said.Tags.Count);
        Assert.Contains("LOC of 1 tokens from token 3", names, StringComparison.Ordinal);
        Assert.InRange(surest, 0.2, 1);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
