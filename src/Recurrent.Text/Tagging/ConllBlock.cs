namespace Recurrent.Text.Tagging;

/// <summary>The lines of one sentence as they stand in the file.</summary>
/// <param name="Lines">The columns of every line.</param>
/// <param name="Row">Number of the first line.</param>
/// <param name="Columns">Columns of every line.</param>
internal sealed record ConllBlock(IReadOnlyList<string[]> Lines, long Row, int Columns)
{
    public string Token(int index) => Lines[index][0];

    public string Last(int index) => Lines[index][^1];
}
