using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.Answering;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>Questions about stories.</summary>
internal sealed class AnswerTask : ICliTask
{
    public const string TaskName = "answer";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainAnswerCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new AnswerPredict();

    public ITaskVerb CreateEvaluate() => new AnswerEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "questions about stories of a small world", new AnswerDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => StoryAnswerer.Load(modelFolder).Settings;
}
