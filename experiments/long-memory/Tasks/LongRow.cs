namespace LongMemory.Tasks;

/// <summary>One sequence of a batch.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="Row">Its row.</param>
/// <param name="Features">D.</param>
internal readonly record struct LongRow(LongBatch Batch, int Row, int Features)
{
    /// <summary>Sets a feature of a step.</summary>
    public void Set(int step, int feature, float value) => Batch.Inputs[(((step * Batch.Rows) + Row) * Features) + feature] = value;

    /// <summary>Sets the answer of a step, counted from the first that has one.</summary>
    public void Answer(int step, float value) => Batch.Answers[(step * Batch.Rows) + Row] = value;
}
