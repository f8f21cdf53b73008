using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Imported;

/// <summary>Models that come from a file of another library: run and described, but not trained, scored or demonstrated here.</summary>
/// <param name="name">The name in <c>model.json</c>.</param>
/// <param name="unscored">Why there is no score, as the beginning of a sentence: <c>imported layers have no task</c>.</param>
internal abstract class ImportedTask(string name, string unscored) : ICliTask
{
    public string Name => name;

    public Command? CreateTrain(Terminal terminal) => null;

    public abstract ITaskVerb CreatePredict();

    public ITaskVerb CreateEvaluate() => new ImportedEvaluate(unscored);

    public IReadOnlyList<CliDemo> CreateDemos() => [];

    public abstract IReadOnlyList<ChosenSetting>? Settings(string modelFolder);
}
