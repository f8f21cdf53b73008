namespace Recurrent.Text.Classification.Reading;

/// <summary>Texts of a file.</summary>
/// <param name="Texts">The texts in order.</param>
/// <param name="Reading">Names by which the columns are found again in other files.</param>
public sealed record LabelledTexts(IReadOnlyList<LabelledText> Texts, TextReaderOptions Reading);
