using Recurrent.Text.Classification;
using Recurrent.Text.Embedded;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class ClassifyExampleTests
{
    [Fact]
    public void The_guide_example_tells_reviews_apart_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("classify-").FullName, "model");
        IReadOnlyList<LabelledText> reviews = DemoReviews.Sentiment();
        var options = new TextClassifierOptions { Hidden = 32, Embedding = 32, Epochs = 6, LearningRate = 0.004, Dropout = 0.2 };

        #region ClassifyExample
        TextSplit split = TextSplit.HoldBack(reviews, share: 0.25, seed: 1);         // or LabelledTextReader.Read("reviews.csv").Texts
        TextClassifier.Train(split.Training, options: options).Model.Save(folder);

        TextClassifier classifier = TextClassifier.Load(folder);                     // in another process; thread-safe
        TextEvaluation scores = TextEvaluator.Evaluate(classifier, split.Held);      // beside naive Bayes
        TextPrediction said = classifier.Predict("The soup was not bad at all!");
        TokenWeight decisive = classifier.Explain("the waiter was dreadful").Tokens.MaxBy(one => one.Weight)!;
        string label = said.Label;
        double probability = said.Probability, accuracy = scores.Model.Accuracy;
        #endregion

        Assert.Equal("positive", label);
        Assert.InRange(probability, 0.5, 1);
        Assert.InRange(accuracy, 0.8, 1);
        Assert.Equal("dreadful", decisive.Text);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
