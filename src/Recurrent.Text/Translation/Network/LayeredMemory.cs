using System.Collections.Immutable;
using Recurrent.Layers.Attention;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.Translation.Network;

/// <summary>Sources as the layers of a transformer read them.</summary>
internal sealed record LayeredMemory(ImmutableArray<AttentionKeys> Layers) : SourceMemory
{
    public override int Steps => Layers[0].Keys.Shape[0];

    public override SourceMemory Detach() => new LayeredMemory([.. Layers.Select(static layer => layer.Detach())]);

    public override SourceMemory SelectRows(Tape tape, int[] rows) => new LayeredMemory([.. Layers.Select(layer => layer.SelectRows(tape, rows))]);
}
