namespace Recurrent.Interop.Weights;

/// <summary>What a Keras file holds.</summary>
/// <param name="Source">The file.</param>
/// <param name="Tensors">The arrays of its layers as they are stored, in Keras' layouts.</param>
/// <param name="Recognition">Its layers in this library's layouts and orders of gates, and what could not be taken over.</param>
public sealed record KerasModel(string Source, IReadOnlyList<StoredTensor> Tensors, Recognition Recognition);
