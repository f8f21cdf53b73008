namespace Recurrent.Text.LanguageModels;

/// <summary>A long run of tokens cut into contiguous streams that are read side by side.</summary>
/// <remarks>Step t of stream b is token b·L + t; tokens behind the last whole step are left out, at most B − 1 of them.</remarks>
/// <param name="tokens">The tokens, the first of which is only read and never predicted.</param>
/// <param name="batch">B, the number of streams.</param>
/// <param name="offset">How many tokens at the start are left out.</param>
internal sealed class TokenStreams(ReadOnlyMemory<int> tokens, int batch, int offset = 0)
{
    /// <summary>B, the number of streams.</summary>
    public int Batch => batch;

    /// <summary>L, predicted tokens of a stream.</summary>
    public int Length { get; } = Math.Max(0, (tokens.Length - offset - 1) / batch);

    /// <summary>The tokens read at some steps.</summary>
    /// <returns><c>[length, B]</c>.</returns>
    public TokenGrid Inputs(int start, int length) => new(Grid(start, length), batch);

    /// <summary>The tokens to predict at some steps, row-major <c>[length, B]</c>.</summary>
    public ReadOnlyMemory<int> Targets(int start, int length) => Grid(start + 1, length);

    private int[] Grid(int start, int length)
    {
        var numbers = new int[length * batch];
        var source = tokens.Span;
        for (var stream = 0; stream < batch; stream++)
        {
            var from = offset + (stream * Length) + start;
            for (var step = 0; step < length; step++) numbers[(step * batch) + stream] = source[from + step];
        }
        return numbers;
    }
}
