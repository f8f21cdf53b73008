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

        var console = new StringWriter();

        #region TagExample
        SequenceTagger.Train(training, validation, options).Model.Save(folder);     // sentences from ConllFile.Read("train.conll")

        SequenceTagger tagger = SequenceTagger.Load(folder);                        // in another process; thread-safe
        TaggerEvaluation scores = TaggerEvaluator.Evaluate(tagger, test);
        double f1 = scores.Model.Entities.F1, frequent = scores.Baselines[1].Entities.F1;
        TagPrediction said = tagger.Tag(["Aldra", "Corson", "left", "Marburg", "."], probabilities: true);
        foreach (EntitySpan entity in said.Entities)
        {
            console.WriteLine($"{entity.Type}: tokens {entity.Start} to {entity.Start + entity.Length - 1}");
        }
        #endregion

        Assert.InRange(f1, 0.8, 1);
        Assert.True(f1 > frequent);
        Assert.Equal(5, said.Tags.Count);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
