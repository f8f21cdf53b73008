using Recurrent.Interop.Onnx.Export;
using Recurrent.Interop.Weights;

namespace Recurrent.Interop.Tasks.Imported;

/// <summary>The one recurrent layer of an imported model.</summary>
internal static class LayerGraph
{
    /// <exception cref="NotSupportedException">There is none, or there are several.</exception>
    public static TaskGraph Build(ImportedLayers layers)
    {
        ImportedLayer[] recurrent = [.. layers.Layers.Where(static one => one.Description.IsRecurrent)];
        if (recurrent.Length != 1)
        {
            throw new NotSupportedException(
                $"The model has {recurrent.Length} recurrent layers, and how they follow each other is not known; export one of them in code: OnnxExport.Save(layers.Recurrent(name), path).");
        }
        var layer = layers.Recurrent(recurrent[0].Name);
        var graph = new TaskGraph(ImportedLayers.TaskName, layer);
        var values = graph.Input("input", OnnxElementType.Number, "sequences; anything in the padding", TaskGraph.Time, TaskGraph.Batch, layer.InputSize);
        var run = graph.Nodes.Run(layer, new OnnxSequence(values, graph.Lengths()), graph.InitialState(layer));
        graph.Output("output", run.Outputs.Values, OnnxElementType.Number, "outputs of the last layer, 0 in the padding", TaskGraph.Time, TaskGraph.Batch, layer.OutputSize);
        graph.FinalState(layer, run.State);
        return graph;
    }
}
