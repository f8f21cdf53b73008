using System.Collections.Immutable;
using Recurrent.Layers.Basic;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Text.Corpora;

/// <summary>Token numbers of several texts side by side, time-major and padded.</summary>
internal sealed class TokenBatch
{
    private readonly int[] _numbers;

    private TokenBatch(int[] numbers, ImmutableArray<int> lengths) => (_numbers, Lengths) = (numbers, lengths);

    /// <summary>T, the longest of the texts and at least 1.</summary>
    public int Time => _numbers.Length / Lengths.Length;

    /// <summary>B, the number of texts.</summary>
    public int Batch => Lengths.Length;

    /// <summary>Tokens of every text. [B]</summary>
    public ImmutableArray<int> Lengths { get; }

    /// <summary>Token numbers, row-major <c>[T, B]</c>.</summary>
    public ReadOnlyMemory<int> Numbers => _numbers;

    /// <summary>Lays texts side by side.</summary>
    /// <param name="texts">Token numbers of each text.</param>
    /// <param name="padding">Stands where a text has ended.</param>
    public static TokenBatch Of(IReadOnlyList<ReadOnlyMemory<int>> texts, int padding)
    {
        var time = Math.Max(1, texts.Max(static text => text.Length));
        var numbers = new int[time * texts.Count];
        Array.Fill(numbers, padding);
        for (var row = 0; row < texts.Count; row++)
        {
            var text = texts[row].Span;
            for (var step = 0; step < text.Length; step++) numbers[(step * texts.Count) + row] = text[step];
        }
        return new TokenBatch(numbers, [.. texts.Select(static text => text.Length)]);
    }

    /// <summary>The vectors of the tokens.</summary>
    /// <returns><c>[T, B, E]</c> with the lengths of the texts.</returns>
    public SequenceBatch Embed(Tape tape, Embedding table) => new(table.Run(tape, Numbers, new Shape(Time, Batch)), Lengths);
}
