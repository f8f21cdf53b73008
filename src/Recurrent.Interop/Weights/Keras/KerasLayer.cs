using System.Text.Json;
using Recurrent.Interop.Weights.Hdf5;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>A layer of a Keras model with its arrays.</summary>
/// <param name="Name">The layer's name, or its place in a file of weights alone.</param>
/// <param name="ClassName">Such as <c>LSTM</c>; null where only shapes and names tell.</param>
/// <param name="Config">Its settings; null in a file of weights alone.</param>
/// <param name="Tensors">Its arrays in Keras' order: kernel, recurrent kernel, bias; those of the forward direction first.</param>
internal sealed record KerasLayer(string Name, string? ClassName, JsonElement? Config, IReadOnlyList<H5Dataset> Tensors);
