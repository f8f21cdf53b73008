using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Recurrent.Cli.Presentation;

/// <summary>Prints the one JSON object of <c>--json</c>.</summary>
internal static class JsonOutput
{
    public static void Write<T>(TextWriter output, T document, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(document, type));
}
