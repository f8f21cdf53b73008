using Recurrent.Layers;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Writes a module as an ONNX model, to be run by ONNX Runtime or any other runtime.</summary>
/// <remarks>
/// Models of several modules are built with an <see cref="OnnxGraphBuilder"/>. Operators and file format are those of <see cref="OnnxVersions"/>. The
/// model computes what the module does in inference.
/// </remarks>
public static class OnnxExport
{
    /// <summary>
    /// Writes a module. A layer that reads sequences has the inputs <c>input</c> [T, B, D], <c>lengths</c> [B] and <c>initial_…</c> for every component of
    /// its state, <c>[L·directions, B, H]</c>, and the outputs <c>output</c> [T, B, D] and <c>final_…</c>; feeding the final state back as the initial one
    /// goes on where the last run stopped. A module that maps features to features has <c>input</c> and <c>output</c>, an embedding <c>indices</c> and
    /// <c>output</c>. Batch and time are open, whatever they were before.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="path">The file to make or replace; a crash at any moment leaves the old file or the new one.</param>
    /// <param name="options">Layout, lengths, state; null for the defaults.</param>
    /// <param name="emitters">How modules become nodes; null for those of this library.</param>
    /// <exception cref="NotSupportedException">The module, or a part of it, has no ONNX form; the message says how to give it one.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Module module, string path, OnnxExportOptions? options = null, OnnxEmitters? emitters = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Build(module, options, emitters).Save(path, options);
    }

    /// <summary>The graph that <see cref="Save"/> writes, for those who want to add to it.</summary>
    /// <param name="module">The module.</param>
    /// <param name="options">Layout, lengths, state; null for the defaults.</param>
    /// <param name="emitters">How modules become nodes; null for those of this library.</param>
    /// <returns>The graph with its inputs and outputs.</returns>
    /// <exception cref="NotSupportedException">The module, or a part of it, has no ONNX form; the message says how to give it one.</exception>
    public static OnnxGraphBuilder Build(Module module, OnnxExportOptions? options = null, OnnxEmitters? emitters = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        var graph = new OnnxGraphBuilder(module.GetType().Name, emitters);
        graph.Name(module);
        new OnnxModuleGraph(graph, options ?? new OnnxExportOptions()).Add(module);
        return graph;
    }
}
