using Recurrent.Layers.Basic;

namespace Recurrent.Interop.Onnx.Export;

/// <summary>Adds the nodes of a module that maps features to features.</summary>
/// <typeparam name="TModule">The module's type.</typeparam>
/// <param name="graph">Where nodes are added.</param>
/// <param name="module">The module.</param>
/// <param name="input"><c>[…, I]</c>.</param>
/// <returns><c>[…, O]</c>.</returns>
public delegate OnnxValue OnnxModuleEmitter<in TModule>(OnnxGraphBuilder graph, TModule module, OnnxValue input)
    where TModule : FeedForwardModule;
