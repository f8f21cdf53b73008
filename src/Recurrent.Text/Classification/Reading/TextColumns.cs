namespace Recurrent.Text.Classification.Reading;

/// <summary>Where text and label stand in a row.</summary>
/// <param name="Text">Column of the text, from 0.</param>
/// <param name="Label">Column of the label, from 0; null when there is none.</param>
/// <param name="Header">Names of the columns; null without a header.</param>
internal sealed record TextColumns(int Text, int? Label, string[]? Header)
{
    /// <summary>How to name the columns so that they are found again.</summary>
    public TextReaderOptions Named(TextReaderOptions options) => options with { Earlier = null, TextColumn = Name(Text), LabelColumn = Label is { } label ? Name(label) : null, Format = null };

    private string Name(int column) => Header is null ? (column + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : Header[column].Trim();
}
