using Recurrent.Text.Answering;
using Recurrent.Text.Embedded;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class AnswerExampleTests
{
    [Fact]
    public void The_guide_example_answers_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("answering-").FullName, "model");
        IReadOnlyList<StoryQuestion> training = DemoWorld.Questions(200), validation = DemoWorld.Questions(50, part: 1), test = DemoWorld.Questions(50, part: 2);
        var options = new StoryAnswererOptions { Restarts = 1, Epochs = 20, Embedding = 24 };

        #region AnswerExample
        StoryAnswerer.Train(training, validation, options).Model.Save(folder);      // questions from StoryFile.Read("train.txt")

        StoryAnswerer answerer = StoryAnswerer.Load(folder);                        // in another process; thread-safe
        StoryEvaluation scores = StoryEvaluator.Evaluate(answerer, test);
        double right = scores.Model.Accuracy, withoutReading = scores.Baselines[1].Accuracy;
        var question = new StoryQuestion(["Anna went to the cellar.", "Ben walked to the office."], "Where is Anna?");
        StoryAnswer said = answerer.Answer(question);                               // the answer and how sure it is
        double[] lookedAt = [.. answerer.Explain(question)[0]];                     // of the first hop, one weight a sentence
        #endregion

        Assert.InRange(right, withoutReading, 1);
        Assert.Contains(said.Answer, answerer.Answers);
        Assert.Equal(2, lookedAt.Length);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
