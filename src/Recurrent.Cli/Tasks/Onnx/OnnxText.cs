using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>An ONNX model for people.</summary>
internal static class OnnxText
{
    /// <summary>Operators that run through the library's own ops; the rest are plain loops.</summary>
    private static readonly string[] Fused = ["RNN", "LSTM", "GRU", "MatMul", "Gemm"];

    public static void Write(TextWriter output, OnnxDocument document)
    {
        var table = new TextTable("model", "");
        table.Add("written by", document.Producer.Length > 0 ? document.Producer : "(not said)");
        table.Add("operator sets", string.Join(", ", document.OperatorSets.Select(static set => $"{set.Key} {set.Value}")));
        foreach (var input in document.Inputs) table.Add("input", input);
        foreach (var result in document.Outputs) table.Add("output", result);
        table.Add("operators", string.Join(", ", document.Operators.Select(static one => one.Value == 1 ? one.Key : $"{one.Value} x {one.Key}")));
        table.Add("own ops", string.Join(", ", document.Operators.Keys.Intersect(Fused)) is { Length: > 0 } own ? own : "none");
        foreach (var (key, value) in document.Metadata) table.Add(key, value.Length > 80 ? $"{value[..80]}…" : value);
        table.Write(output, rightAlign: false);
    }
}
