using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Imports;

/// <summary>Recognized layers for people.</summary>
internal static class RecognitionText
{
    private const int MostNamed = 3;

    public static void Write(TextWriter output, IReadOnlyList<LayerEntry> layers, IReadOnlyList<LeftTensor> left)
    {
        if (layers.Count == 0)
        {
            output.WriteLine("no layer of RNN, GRU, LSTM, Linear, Embedding and LayerNorm was recognized");
        }
        else
        {
            var table = new TextTable("layer", "what it is", "values");
            foreach (var layer in layers) table.Add(layer.Name.Length == 0 ? "(the file)" : layer.Name, layer.Layer, NumberText.Count(layer.Parameters));
            table.Write(output, rightAlign: false);
        }

        foreach (var layer in layers)
        {
            foreach (var note in layer.Notes) output.WriteLine($"{layer.Name}: {note}");
        }

        foreach (var group in left.GroupBy(static tensor => tensor.Reason))
        {
            string[] names = [.. group.Select(static tensor => tensor.Name)];
            var more = names.Length > MostNamed ? $" and {NumberText.Count(names.Length - MostNamed)} more" : "";
            output.WriteLine($"left out: {string.Join(", ", names.Take(MostNamed))}{more}: {group.Key}");
        }
    }
}
