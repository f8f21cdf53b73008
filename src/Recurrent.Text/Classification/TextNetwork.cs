using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Text.Classification;

/// <summary>Networks of one architecture and different first weights, whose probabilities are averaged.</summary>
internal sealed class TextNetwork : Module
{
    public TextNetwork(TextArchitecture architecture, InitializationScope initialization)
    {
        Classes = architecture.Classes;
        Members =
        [
            .. Enumerable.Range(0, architecture.Members).Select(index =>
            {
                var name = $"member{index}";
                return AddModule(name, new TextMember(architecture, initialization.Part(name)));
            }),
        ];
    }

    /// <summary>C.</summary>
    public int Classes { get; }

    public TextMember[] Members { get; }

    /// <summary>Scores of every class by every member, row-major <c>[B, K, C]</c>.</summary>
    public float[] Scores(Tape tape, TextBatch batch)
    {
        var scores = new float[batch.Tokens.Batch * Members.Length * Classes];
        for (var member = 0; member < Members.Length; member++)
        {
            var logits = Members[member].Run(tape, batch).Values;
            for (var row = 0; row < batch.Tokens.Batch; row++)
                logits.Slice(row * Classes, Classes).CopyTo(scores.AsSpan(((row * Members.Length) + member) * Classes));
        }
        return scores;
    }
}
