using Recurrent.Cli.Tasks.Imported;
using Recurrent.Interop.Weights;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Layers;

/// <summary>Layers imported from a file of weights.</summary>
internal sealed class LayersTask() : ImportedTask(ImportedLayers.TaskName, "imported layers have no task")
{
    public override ITaskVerb CreatePredict() => new LayersPredict();

    public override IReadOnlyList<ChosenSetting>? Settings(string modelFolder) =>
        [.. ImportedLayers.Load(modelFolder).Layers.Select(static layer => new ChosenSetting(layer.Name, layer.Description.ToString(), "imported"))];
}
