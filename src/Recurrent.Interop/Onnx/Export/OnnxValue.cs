namespace Recurrent.Interop.Onnx.Export;

/// <summary>A value of a graph that is being built: what a node gives and others read.</summary>
/// <param name="Name">Its name, unique in the model.</param>
public sealed record OnnxValue(string Name);
