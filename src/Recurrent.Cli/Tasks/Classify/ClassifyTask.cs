using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.Classification;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Classes of texts: sentiment, topics, several labels at once.</summary>
internal sealed class ClassifyTask : ICliTask
{
    public const string TaskName = "classify";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainClassifyCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new ClassifyPredict();

    public ITaskVerb CreateEvaluate() => new ClassifyEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "reviews made by a small grammar", new ClassifyDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => TextClassifier.Load(modelFolder).Settings;
}
