namespace Recurrent.Layers.Memory;

/// <summary>Numbers the sentences of a batch anew, in the order in which they come.</summary>
internal sealed class DistinctRows(SentenceTable table)
{
    private readonly Dictionary<int, int> _rows = [];

    /// <summary>The sentence of every row in the table.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>Tokens of the longest, at least 1.</summary>
    public int Longest { get; private set; } = 1;

    public int[] Of(ReadOnlySpan<int> numbers)
    {
        var rows = new int[numbers.Length];
        for (int index = 0; index < rows.Length; index++)
        {
            rows[index] = Of(numbers[index]);
        }

        return rows;
    }

    public int Of(int number)
    {
        if (_rows.TryGetValue(number, out int known))
        {
            return known;
        }

        if ((uint)number >= (uint)table.Count)
        {
            throw new ArgumentException($"Sentence {number} is not in the table; expected 0 to {table.Count - 1}.");
        }

        Longest = Math.Max(Longest, table[number].Length);
        _rows.Add(number, Numbers.Count);
        Numbers.Add(number);
        return Numbers.Count - 1;
    }

    /// <summary>Their tokens, 0 behind the ends. <c>[S, J]</c></summary>
    public int[] Tokens()
    {
        var tokens = new int[Numbers.Count * Longest];
        for (int row = 0; row < Numbers.Count; row++)
        {
            table[Numbers[row]].CopyTo(tokens.AsSpan(row * Longest));
        }

        return tokens;
    }
}
