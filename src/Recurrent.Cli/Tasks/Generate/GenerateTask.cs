using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.LanguageModels;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary>Language models: running text, token by token.</summary>
internal sealed class GenerateTask : ICliTask
{
    public const string TaskName = "generate";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainGenerateCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new GeneratePredict();

    public ITaskVerb CreateEvaluate() => new GenerateEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "stories made by a small grammar", new GenerateDemo())];

    public IReadOnlyList<ChosenSetting> Settings(string modelFolder) => LanguageModel.Load(modelFolder).Settings;
}
