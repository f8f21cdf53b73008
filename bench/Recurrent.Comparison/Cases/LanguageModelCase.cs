namespace Recurrent.Comparison.Cases;

/// <summary>Sizes of a language model: embedding, recurrent layers, output map.</summary>
/// <param name="Vocabulary">V, words.</param>
/// <param name="Recurrent">The layers between; their input is the embedding's width.</param>
internal sealed record LanguageModelCase(int Vocabulary, SequenceCase Recurrent)
{
    /// <summary>Words of one step of training.</summary>
    public int Tokens => Recurrent.Batch * Recurrent.Time;

    /// <summary>Floating-point operations of a forward pass, matrix products only: the embedding is a copy.</summary>
    public double ForwardFlops => Recurrent.ForwardFlops(Tokens) + (2.0 * Tokens * Recurrent.Hidden * Vocabulary);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Recurrent.Cell.ToString().ToUpperInvariant()} V{Vocabulary} E{Recurrent.Input} H{Recurrent.Hidden} B{Recurrent.Batch} T{Recurrent.Time} L{Recurrent.Layers}";
}
