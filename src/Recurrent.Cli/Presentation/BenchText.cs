using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Presentation;

/// <summary>A benchmark for people: the machine, then one row a layer with training and inference side by side, then live steps.</summary>
internal static class BenchText
{
    public static void Write(TextWriter output, BenchDocument document)
    {
        var width = document.VectorBits == 0 ? "no vectors" : $"{document.VectorBits}-bit vectors";
        output.WriteLine($"version {document.LibraryVersion}, {document.Runtime}, {width}, {document.Threads} threads on {document.Cores} cores");
        output.WriteLine($"roof {NumberText.Value(document.RoofOneThreadGflops)} GFLOP/s on one thread, {NumberText.Value(document.RoofGflops)} on {document.Threads}; "
            + $"a barrier takes {NumberText.Value(document.BarrierNanoseconds)} ns");
        output.WriteLine();
        WriteSequences(output, document);
        output.WriteLine();
        WriteSteps(output, document);
    }

    private static void WriteSequences(TextWriter output, BenchDocument document)
    {
        var table = new TextTable("layer", "train ms", "GFLOP/s", "of roof", "infer ms", "GFLOP/s", "of roof");
        foreach (var layer in document.Cases.Where(entry => entry.Kind != "step").GroupBy(entry => (entry.Cell, entry.Input, entry.Hidden, entry.Batch, entry.Time)))
        {
            var ((cell, input, hidden, batch, time), train, infer) =
                (layer.Key, layer.Single(entry => entry.Kind == "train"), layer.Single(entry => entry.Kind == "infer"));
            table.Add([$"{cell} I{input} H{hidden} B{batch} T{time}", .. Figures(train), .. Figures(infer)]);
        }

        table.Write(output);
    }

    private static string[] Figures(BenchEntry entry) =>
        [NumberText.Value(entry.Microseconds / 1000), NumberText.Value(entry.Gflops), NumberText.Share(entry.RoofShare)];

    private static void WriteSteps(TextWriter output, BenchDocument document)
    {
        var table = new TextTable("live step, one row", "µs", "GFLOP/s", "of one thread's roof");
        foreach (var entry in document.Cases.Where(entry => entry.Kind == "step"))
        {
            table.Add($"{entry.Cell} I{entry.Input} H{entry.Hidden}", NumberText.Value(entry.Microseconds), NumberText.Value(entry.Gflops), NumberText.Share(entry.RoofShare));
        }

        table.Write(output);
    }
}
