using System.Text.Json;

namespace Recurrent.Text.Classification.Reading;

/// <summary>Labels as they stand in a field.</summary>
internal static class LabelField
{
    /// <summary>The labels of a field: one, several with <c>|</c> between them or in a JSON array, or none when it is empty.</summary>
    public static IReadOnlyList<string> Read(string field, bool splits)
    {
        var text = field.Trim();
        if (text.Length == 0) return [];
        if (!splits) return [text];
        if (text[0] == '[' && text[^1] == ']' && Array(text) is { } labels) return labels;
        return text.Contains('|') ? [.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()] : [text];
    }

    /// <summary>The labels of a JSON value; null when it is none that can be one.</summary>
    public static IReadOnlyList<string>? Read(JsonElement value, bool splits) => value.ValueKind switch
    {
        JsonValueKind.String => Read(value.GetString()!, splits),
        JsonValueKind.Number => [value.GetRawText()],
        JsonValueKind.True => ["true"],
        JsonValueKind.False => ["false"],
        JsonValueKind.Null => [],
        JsonValueKind.Array when value.EnumerateArray().All(static one => one.ValueKind is JsonValueKind.String or JsonValueKind.Number) =>
            [.. value.EnumerateArray().Select(static one => one.ValueKind == JsonValueKind.String ? one.GetString()!.Trim() : one.GetRawText()).Distinct()],
        _ => null,
    };

    private static IReadOnlyList<string>? Array(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement, splits: true);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
