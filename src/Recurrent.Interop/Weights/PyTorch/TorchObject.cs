using Recurrent.Interop.Weights.Pickles;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>A module of a TorchScript archive: attributes by name, no code.</summary>
internal sealed class TorchObject
{
    public PickleDictionary Attributes { get; set; } = new();
}
