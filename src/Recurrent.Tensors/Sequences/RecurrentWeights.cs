namespace Recurrent.Tensors.Sequences;

/// <summary>The weights of one direction of one recurrent layer, in PyTorch's layout; G is 1 for a simple RNN, 3 for a GRU, 4 for an LSTM.</summary>
/// <param name="Input">W, <c>[G·H, I]</c> (<c>weight_ih</c>).</param>
/// <param name="Recurrent">R, <c>[G·H, H]</c> (<c>weight_hh</c>).</param>
/// <param name="InputBias"><c>[G·H]</c> (<c>bias_ih</c>); null for none.</param>
/// <param name="RecurrentBias"><c>[G·H]</c> (<c>bias_hh</c>); null for none.</param>
/// <remarks>Gates stand one after another: i f g o in an LSTM, r z n in a GRU.</remarks>
public readonly record struct RecurrentWeights(Tensor Input, Tensor Recurrent, Tensor? InputBias = null, Tensor? RecurrentBias = null)
{
    /// <summary>H, the width of the hidden state.</summary>
    public int HiddenSize => Recurrent.Shape[1];

    /// <summary>I, the features of a step.</summary>
    public int InputSize => Input.Shape[1];

    /// <summary>A packed copy of the present values for inference, or null to pack in every pass.</summary>
    internal RecurrentStepper? Packed { get; init; }

    internal bool RequiresGradient =>
        Input.RequiresGradient || Recurrent.RequiresGradient || InputBias?.RequiresGradient == true || RecurrentBias?.RequiresGradient == true;

    internal void Check(int gates)
    {
        ArgumentNullException.ThrowIfNull(Input);
        ArgumentNullException.ThrowIfNull(Recurrent);
        bool fits = Recurrent.Shape.Rank == 2 && Input.Shape.Rank == 2 && HiddenSize > 0
            && Recurrent.Shape[0] == gates * HiddenSize && Input.Shape[0] == gates * HiddenSize
            && FitsBias(InputBias, gates) && FitsBias(RecurrentBias, gates);
        if (!fits)
        {
            throw new ArgumentException(
                $"The weights do not fit together: input {Input.Shape}, recurrent {Recurrent.Shape}, biases {InputBias?.Shape.ToString() ?? "none"} and "
                + $"{RecurrentBias?.Shape.ToString() ?? "none"}; expected [{gates}·H, I], [{gates}·H, H], [{gates}·H] and [{gates}·H] with H above 0.");
        }
    }

    private bool FitsBias(Tensor? bias, int gates) => bias is null || bias.Shape == new Shape(gates * HiddenSize);
}
