using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.Tagging;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary>Named entities in tokenised sentences.</summary>
internal sealed class TagTask : ICliTask
{
    public const string TaskName = "tag";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainTagCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new TagPredict();

    public ITaskVerb CreateEvaluate() => new TagEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "names in sentences made by a small grammar", new TagDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => SequenceTagger.Load(modelFolder).Settings;
}
