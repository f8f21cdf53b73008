using TorchSharp;

namespace Recurrent.Golden;

/// <summary>What one time step of a cell variant sees: input [B, I], state [B, H] and all arrays of the fixture.</summary>
internal sealed record VariantStep(Dictionary<string, torch.Tensor> Arrays, torch.Tensor Input, torch.Tensor Hidden, torch.Tensor? Cell)
{
    public torch.Tensor FromInput => Input.matmul(Arrays["weight_ih_l0"].t()) + Arrays["bias_ih_l0"];

    public torch.Tensor FromHidden => Hidden.matmul(Arrays["weight_hh_l0"].t()) + Arrays["bias_hh_l0"];
}
