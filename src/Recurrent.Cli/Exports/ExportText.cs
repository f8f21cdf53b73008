using Recurrent.Cli.Presentation;
using Recurrent.Interop.Tasks;

namespace Recurrent.Cli.Exports;

/// <summary>Exported files for people.</summary>
internal static class ExportText
{
    public static void Write(TextWriter output, ExportDocument document)
    {
        foreach (var file in document.Files) Write(output, file);
        foreach (var outside in document.Files[0].Outside) output.WriteLine($"outside: {outside}");
        output.WriteLine($"metadata: {string.Join(", ", document.Files[0].Metadata)}");
    }

    private static void Write(TextWriter output, ExportedModel file)
    {
        output.WriteLine($"{file.File}: operators {file.OperatorSet}, format {file.FileFormat}");
        var table = new TextTable("", "name", "type", "shape", "what");
        foreach (var input in file.Inputs) Add("in", input);
        foreach (var result in file.Outputs) Add("out", result);
        table.Write(output, rightAlign: false);

        void Add(string way, ExportedValue value) => table.Add(way, value.Name, value.Type, $"[{string.Join(", ", value.Shape)}]", value.Meaning);
    }
}
