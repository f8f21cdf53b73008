namespace Recurrent.Layers.Transformers;

/// <summary>Gives layers their numbers as names, as a module list of PyTorch does.</summary>
internal sealed class TransformerLayerList : Module
{
    public TransformerLayerList(TransformerLayer[] layers)
    {
        for (int layer = 0; layer < layers.Length; layer++)
        {
            AddModule(TransformerStack.Name(layer), layers[layer]);
        }
    }
}
