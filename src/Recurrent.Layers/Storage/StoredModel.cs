using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Storage;

/// <summary>A model folder that has been read and checked; no layer exists yet.</summary>
/// <param name="Folder">Where further files of the model are.</param>
/// <param name="Manifest">The content of <c>model.json</c>.</param>
/// <param name="Weights">The content of <c>model.safetensors</c>.</param>
public sealed record StoredModel(string Folder, ModelManifest Manifest, SafeTensors Weights)
{
    /// <summary>Copies the weights into a model built from the manifest.</summary>
    /// <param name="model">A model of the same architecture.</param>
    /// <exception cref="StorageFormatException">A weight is missing, left over or of another shape than the manifest's model has.</exception>
    public void LoadInto(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            model.LoadParameters(Weights.Tensors);
        }
        catch (ArgumentException mismatch)
        {
            throw new StorageFormatException(Path.Combine(Folder, ModelFolder.WeightsFile), "tensors", mismatch.Message, mismatch);
        }
    }
}
