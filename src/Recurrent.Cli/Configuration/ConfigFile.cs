using System.Text.Json;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Configuration;

/// <summary>A configuration file: one JSON object whose properties are settings.</summary>
internal static class ConfigFile
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 4,
        AllowDuplicateProperties = false,
    };

    /// <summary>Puts every property of the file into the settings.</summary>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="settings">Where they go.</param>
    /// <exception cref="UsageException">The file is missing, is no JSON object, or a setting is unknown or wrong.</exception>
    public static void Apply(string path, ForecastSettings settings) => Apply(path, settings.Set);

    /// <summary>Gives name, value and file of every property to the settings of a task.</summary>
    public static void Apply(string path, Action<string, string, string> set)
    {
        using var document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new UsageException($"{path}: found a JSON {Kind(document.RootElement)}; expected an object such as {{\"horizon\": 12, \"hidden\": 64}}.");
        foreach (var property in document.RootElement.EnumerateObject())
        {
            set(property.Name, Text(path, property), path);
        }
    }

    private static JsonDocument Parse(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return stream.Length <= JsonFile.MaximumLength
                ? JsonDocument.Parse(stream, Lenient)
                : throw new UsageException($"{path}: is {stream.Length} bytes; a configuration is a small JSON file.");
        }
        catch (JsonException failure)
        {
            throw new UsageException($"{path}, line {failure.LineNumber + 1}: is not valid JSON ({failure.Message}); correct it there.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config: cannot read '{path}': {failure.Message} Check the path.", failure);
        }
    }

    private static string Text(string path, JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(',', property.Value.EnumerateArray().Select(Single)),
        JsonValueKind.Object or JsonValueKind.Null => throw new UsageException(
            $"{path}: '{property.Name}' is {Kind(property.Value)}; expected a text, a number, true, false or a list of them."),
        _ => Single(property.Value),
    };

    private static string Single(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Kind(JsonElement value) => value.ValueKind.ToString().ToLowerInvariant();
}
