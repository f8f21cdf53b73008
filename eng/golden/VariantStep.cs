using TorchSharp;

namespace Recurrent.Golden;

/// <summary>What one time step of a cell variant sees: input [B, I], state [B, H] and all arrays of the fixture.</summary>
internal sealed record VariantStep(Dictionary<string, torch.Tensor> Arrays, torch.Tensor Input, torch.Tensor Hidden, torch.Tensor? Cell)
{
    public torch.Tensor FromInput => Input.matmul(Arrays["weight_ih_l0"].t()) + Arrays["bias_ih_l0"];

    /// <summary>LN of rows [from, to) of the product with one of the matrices, with their gains and offsets.</summary>
    public torch.Tensor Normalized(string matrix, torch.Tensor values, long[] rows)
    {
        var product = values.matmul(Arrays[$"weight_{matrix}_l0"].t()).slice(1, rows[0], rows[1], 1);
        return torch.nn.functional.layer_norm(
            product, [rows[1] - rows[0]], Arrays[$"norm_{matrix}_l0"].slice(0, rows[0], rows[1], 1), Arrays[$"bias_{matrix}_l0"].slice(0, rows[0], rows[1], 1));
    }

    public torch.Tensor FromHidden => Hidden.matmul(Arrays["weight_hh_l0"].t()) + Arrays["bias_hh_l0"];
}
