using Recurrent.TimeSeries.Embedded;
using Recurrent.TimeSeries.Signals;
using Recurrent.TimeSeries.Signals.Classification;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class SignalExampleTests
{
    [Fact]
    public void The_guide_example_tells_strokes_apart_and_loads_what_it_saved()
    {
        string folder = Path.Combine(Directory.CreateTempSubdirectory("signals-").FullName, "model");
        IReadOnlyList<Signal> signals = DemoSignals.Strokes();
        var options = new SignalClassifierOptions { Members = 1, Hidden = 16, Layers = 1, Epochs = 10 };

        #region SignalExample
        SignalSplit split = SignalSplit.HoldBack(signals, share: 0.25, seed: 1);   // or SignalReader.ReadAll("words/")
        SignalClassifier.Train(split.Training, options).Model.Save(folder);

        SignalClassifier classifier = SignalClassifier.Load(folder);               // in another process; thread-safe
        SignalEvaluation scores = SignalEvaluator.Evaluate(classifier, split.Test);
        SignalPrediction said = classifier.Predict(split.Test[0]);
        string label = said.Label;
        double probability = said.Probability, accuracy = scores.Model.Accuracy;
        #endregion

        Assert.Contains(label, classifier.Labels);
        Assert.InRange(probability, 0.2, 1);
        Assert.InRange(accuracy, 0.5, 1);
        Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
    }
}
