using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Interop.Weights;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Layers;

/// <summary>Layers imported from a file of weights.</summary>
internal sealed class LayersTask : ICliTask
{
    public string Name => ImportedLayers.TaskName;

    public Command? CreateTrain(Terminal terminal) => null;

    public ITaskVerb CreatePredict() => new LayersPredict();

    public ITaskVerb CreateEvaluate() => new LayersEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) =>
        [.. ImportedLayers.Load(modelFolder).Layers.Select(static layer => new ChosenSetting(layer.Name, layer.Description.ToString(), "imported"))];
}
