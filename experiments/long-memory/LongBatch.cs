namespace LongMemory;

/// <summary>Some sequences and what is asked of them.</summary>
/// <param name="Time">T.</param>
/// <param name="Rows">B.</param>
/// <param name="Inputs"><c>[T, B, D]</c>.</param>
/// <param name="Answers">What the last S steps should say, <c>[S, B]</c>: a class number, or a value.</param>
internal sealed record LongBatch(int Time, int Rows, float[] Inputs, float[] Answers)
{
    /// <summary>S.</summary>
    public int AnsweredSteps => Answers.Length / Rows;

    /// <summary>Answers as class numbers, <c>[S, B]</c>.</summary>
    public int[] Classes => [.. Answers.Select(answer => (int)answer)];
}
