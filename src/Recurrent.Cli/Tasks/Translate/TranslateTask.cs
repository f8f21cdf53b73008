using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.Translation;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Translation of sentences.</summary>
internal sealed class TranslateTask : ICliTask
{
    public const string TaskName = "translate";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainTranslateCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new TranslatePredict();

    public ITaskVerb CreateEvaluate() => new TranslateEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "sentences of two small grammars", new TranslateDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => Translator.Load(modelFolder).Settings;
}
