namespace Recurrent.Text.Classification.Reading;

/// <summary>One text of a file.</summary>
/// <param name="Text">The text.</param>
/// <param name="Labels">Its labels; null when the file has none.</param>
/// <param name="Line">1-based line of the file where it begins.</param>
/// <param name="Fields">All fields of its row, with the blanks around them; of a JSON object the line as it is.</param>
internal readonly record struct TextRow(string Text, IReadOnlyList<string>? Labels, long Line, string[] Fields);
