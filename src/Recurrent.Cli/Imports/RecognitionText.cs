using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Imports;

/// <summary>Recognized layers for people.</summary>
internal static class RecognitionText
{
    private const int MostLeft = 20;

    public static void Write(TextWriter output, IReadOnlyList<LayerEntry> layers, IReadOnlyList<LeftTensor> left)
    {
        var table = new TextTable("layer", "what it is", "values");
        foreach (var layer in layers) table.Add(layer.Name.Length == 0 ? "(the file)" : layer.Name, layer.Layer, NumberText.Count(layer.Parameters));
        table.Write(output, rightAlign: false);
        foreach (var layer in layers)
        {
            foreach (var note in layer.Notes) output.WriteLine($"{layer.Name}: {note}");
        }

        foreach (var tensor in left.Take(MostLeft)) output.WriteLine($"left out: {tensor.Name}: {tensor.Reason}");
        if (left.Count > MostLeft) output.WriteLine($"left out: {left.Count - MostLeft} more");
    }
}
