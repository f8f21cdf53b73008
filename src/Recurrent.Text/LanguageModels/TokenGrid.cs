namespace Recurrent.Text.LanguageModels;

/// <summary>Token numbers of streams side by side.</summary>
/// <param name="Numbers">Row-major <c>[T, B]</c>.</param>
/// <param name="Batch">B, the number of streams.</param>
internal readonly record struct TokenGrid(ReadOnlyMemory<int> Numbers, int Batch)
{
    /// <summary>T, the number of steps.</summary>
    public int Time => Numbers.Length / Batch;
}
