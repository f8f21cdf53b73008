using System.Text.Json;
using Recurrent.Training.Data;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Texts in JSON objects, one a line.</summary>
internal sealed class JsonTexts(string file, TextReaderOptions options, bool needsLabels)
{
    private string? _text = options.TextColumn;
    private string? _label = options.LabelColumn;

    /// <summary>Names by which the fields are found again.</summary>
    public TextReaderOptions Named(TextReaderOptions given) => given with { Earlier = null, TextColumn = _text, LabelColumn = _label, Format = null };

    /// <summary>Reads an object.</summary>
    /// <exception cref="DataFormatException">It is none, or has no text or label.</exception>
    public TextRow Row(string line, long number)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object) throw Error(number, null, $"a JSON {root.ValueKind}".ToLowerInvariant(), "a JSON object", "Write one object a line, such as {\"text\": \"…\", \"label\": \"…\"}");
            _text ??= Find(root, options.TextNames) ?? throw Error(number, null, Fields(root), $"one with the text, named {string.Join(", ", ColumnFinder.TextNames)}", "Name it with --text-col");
            if (!root.TryGetProperty(_text, out var text) || text.ValueKind != JsonValueKind.String)
                throw Error(number, _text, root.TryGetProperty(_text, out _) ? text.ValueKind.ToString() : Fields(root) + NearestName.Suggestion(_text, root.EnumerateObject().Select(static one => one.Name)), "a text", "Give every object one, or name its field with --text-col");
            return new TextRow(text.GetString()!, Labels(root, number), number, [line]);
        }
        catch (JsonException damage)
        {
            throw Error(number, null, $"text that is no JSON ({damage.Message})", "a JSON object", "Write one object a line", damage);
        }
        catch (InvalidOperationException damage)
        {
            // A string with half of a surrogate pair is valid JSON and no text.
            throw Error(number, _text, damage.Message, "Unicode text", "Correct the escapes \\uD800 to \\uDFFF of the row", damage);
        }
    }

    private IReadOnlyList<string>? Labels(JsonElement root, long number)
    {
        // What happens to be called like a label is nobody's business where none is needed.
        if (!needsLabels) return null;
        _label ??= Find(root, options.LabelNames);
        if (_label is null || !root.TryGetProperty(_label, out var value))
        {
            throw Error(number, _label, Fields(root), _label is null ? $"one with the label, named {string.Join(", ", ColumnFinder.LabelNames)}" : "a label", "Name its field with --label-col");
        }
        return LabelField.Read(value, options.SplitLabels)
            ?? throw Error(number, _label, $"a JSON {value.ValueKind}".ToLowerInvariant(), "a string, a number, or an array of them", "Correct the label");
    }

    private static string? Find(JsonElement root, string[] names) =>
        names.Select(name => root.EnumerateObject().Select(static one => one.Name).FirstOrDefault(field => field.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(static found => found is not null);

    private static string Fields(JsonElement root) => $"the fields {string.Join(", ", root.EnumerateObject().Take(10).Select(static one => one.Name))}";

    private DataFormatException Error(long row, string? column, string found, string expected, string fix, Exception? cause = null) =>
        new(found, cause!) { File = file, Row = row, Column = column, Found = found, Expected = expected, Fix = fix };
}
