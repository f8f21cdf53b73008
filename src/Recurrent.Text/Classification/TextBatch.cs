using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Text.Corpora;

namespace Recurrent.Text.Classification;

/// <summary>Several texts side by side.</summary>
/// <param name="Tokens">Their tokens.</param>
/// <param name="Ratios">Log-count ratios <c>[T, B, F]</c>, 0 in the padding; null when the networks read none.</param>
internal sealed record TextBatch(TokenBatch Tokens, Tensor? Ratios)
{
    /// <summary>Lays texts side by side.</summary>
    /// <param name="tape">Where the ratios live.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="width">F, ratios of a token; 0 for none.</param>
    public static TextBatch Of(Tape tape, IReadOnlyList<EncodedText> texts, int width)
    {
        var tokens = TokenBatch.Of([.. texts.Select(static text => (ReadOnlyMemory<int>)text.Tokens)], padding: 0);
        if (width == 0) return new TextBatch(tokens, null);
        var ratios = new float[tokens.Time * tokens.Batch * width];
        for (var row = 0; row < texts.Count; row++)
        {
            for (var step = 0; step < texts[row].Tokens.Length; step++)
                texts[row].Ratios.AsSpan(step * width, width).CopyTo(ratios.AsSpan(((step * texts.Count) + row) * width));
        }
        return new TextBatch(tokens, tape.Constant(ratios, new Shape(tokens.Time, tokens.Batch, width)));
    }
}
