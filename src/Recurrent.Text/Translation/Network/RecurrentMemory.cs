using Recurrent.Layers.Attention;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.Translation.Network;

/// <summary>Sources as the one attention of a recurrent decoder reads them.</summary>
internal sealed record RecurrentMemory(AttentionMemory Attention) : SourceMemory
{
    public override int Steps => Attention.Steps;

    public override SourceMemory Detach() => new RecurrentMemory(Attention.Detach());

    public override SourceMemory SelectRows(Tape tape, int[] rows) => new RecurrentMemory(Attention.SelectRows(tape, rows));
}
