using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;

namespace Recurrent.Text.Translation.Network;

/// <summary>Dropout of <c>[T, B, D]</c> with one mask for all steps, or a new one for each.</summary>
internal readonly record struct ShapedDropout(float Probability, bool IsVariational)
{
    public Tensor Apply(Tape tape, Tensor input) => IsVariational ? tape.VariationalDropout(input, Probability) : tape.Dropout(input, Probability);
}
