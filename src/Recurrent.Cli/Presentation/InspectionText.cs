using Recurrent.Cli.Imports;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Tasks.Onnx;
using Recurrent.Layers.Sequence;

namespace Recurrent.Cli.Presentation;

/// <summary>The inside of a model for people.</summary>
internal static class InspectionText
{
    public static void Write(TextWriter output, InspectionDocument document)
    {
        output.WriteLine($"{document.Path} ({document.Kind})");
        if (document.Task is { } task)
            output.WriteLine($"task {task}, written by version {document.LibraryVersion} with seed {document.Seed}, format {document.FormatVersion}");
        if (document.Settings is { } settings)
        {
            var chosen = new TextTable("setting", "value", "reason");
            foreach (var setting in settings) chosen.Add(setting.Name, setting.Value, setting.Reason);
            output.WriteLine();
            chosen.Write(output, rightAlign: false);
        }

        WriteMetrics(output, document);
        WriteRecurrent(output, document);
        if (document.Layers is { } layers)
        {
            output.WriteLine();
            RecognitionText.Write(output, layers, document.Unrecognized ?? []);
        }

        if (document.Onnx is { } onnx)
        {
            OnnxText.Write(output, onnx);
            return;
        }

        WriteTensors(output, document);
    }

    private static void WriteMetrics(TextWriter output, InspectionDocument document)
    {
        if (document.Metrics is not { Count: > 0 } metrics) return;
        var table = new TextTable("metric", "value");
        foreach (var (name, value) in metrics) table.Add(name, NumberText.Value(value ?? double.NaN));
        output.WriteLine();
        table.Write(output);
    }

    private static void WriteRecurrent(TextWriter output, InspectionDocument document)
    {
        if (document.Recurrent is not { } stacks) return;
        var table = new TextTable("recurrent layers", "cell", "run");
        foreach (var stack in stacks)
        {
            var directions = stack.Directions == 2 ? ", both directions" : "";
            table.Add(stack.Name, $"{stack.Layers} x {stack.Cell}{directions}", stack.Execution switch
            {
                LayerExecution.Fused => "fused: all steps in one op",
                LayerExecution.Scan => "scan: products of all steps at once",
                _ => "step by step: the generic loop, slower than fused",
            });
        }

        output.WriteLine();
        table.Write(output, rightAlign: false);
    }

    private static void WriteTensors(TextWriter output, InspectionDocument document)
    {
        var table = new TextTable("tensor", "shape", "values");
        foreach (var tensor in document.Tensors) table.Add(tensor.Name, $"{(tensor.Format is null ? "" : tensor.Format + " ")}[{string.Join(", ", tensor.Shape)}]", NumberText.Count(tensor.Values));
        table.Add("together", "", NumberText.Count(document.Parameters));
        output.WriteLine();
        table.Write(output);
    }
}
