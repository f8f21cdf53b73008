using System.Text.Json;
using Recurrent.Interop.Weights.Hdf5;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Lists the layers that a model's description names.</summary>
internal static class KerasConfig
{
    private const string Field = "config";
    private const int LayerCost = 500;

    public static List<KerasLayer> LayersOf(H5Bytes file, JsonElement model, IKerasLayout layout)
    {
        var layers = new List<KerasLayer>();
        var numbers = new Dictionary<string, int>();
        foreach (JsonElement layer in Layers(file, model))
        {
            file.Budget.Take(LayerCost, Field);
            string className = Text(layer, "class_name") ?? throw file.Wrong(Field, "has a layer without class_name; the file is damaged.");
            JsonElement? config = Property(layer, "config");
            string name = Text(config, "name") ?? Text(layer, "name") ?? className;
            int number = numbers.GetValueOrDefault(className);
            numbers[className] = number + 1;
            layers.Add(new KerasLayer(name, className, config, layout.TensorsOf(name, className, number)));
        }

        return layers;
    }

    public static string? Text(JsonElement? element, string name) => Property(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static bool? Flag(JsonElement? element, string name) => Property(element, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static JsonElement? Property(JsonElement? element, string name) =>
        element is { ValueKind: JsonValueKind.Object } found && found.TryGetProperty(name, out JsonElement value) ? value : null;

    private static JsonElement.ArrayEnumerator Layers(H5Bytes file, JsonElement model)
    {
        JsonElement? config = Property(model, "config");

        // The first versions of Keras 2 wrote the layers of a Sequential as the config itself.
        JsonElement? layers = config is { ValueKind: JsonValueKind.Array } ? config : Property(config, "layers");
        return layers is { ValueKind: JsonValueKind.Array } list
            ? list.EnumerateArray()
            : throw file.Wrong(Field, $"of '{Text(model, "class_name")}' lists no layers; models of class Sequential and Functional are read.");
    }
}
