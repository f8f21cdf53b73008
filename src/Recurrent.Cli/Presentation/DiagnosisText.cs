using Recurrent.Cli.Reports;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Presentation;

/// <summary>A diagnosis for people: one row a recurrence, then gates, then exploding updates.</summary>
internal static class DiagnosisText
{
    private const int MostUpdates = 10;

    public static void Write(TextWriter output, DiagnosisDocument document)
    {
        output.WriteLine($"Gradient of a loss at {(document.Loss == LossPlace.LastStep ? "the last step" : "every step")} with respect to the {(document.IsOfInputs ? "input" : "state")} so many steps before; where the loss looks it is 1:");
        output.WriteLine();
        WriteFlow(output, document);
        if (!document.IsOfInputs) WriteGates(output, document);
        foreach (var cell in document.Cells.Where(static cell => cell.Updates is not null)) WriteUpdates(output, cell.Name, cell.Updates!, document.ExplodingFactor);
    }

    /// <summary>How far a gradient reaches, in words.</summary>
    public static string Memory(DiagnosedLayer layer) => layer.MemoryLength is { } length ? $"{length} step{(length == 1 ? "" : "s")}" : $"over {layer.Gradient.Count - 1} steps";

    /// <summary>Some lags for a table: 1, 2, 5, 10, … up to the longest.</summary>
    public static IReadOnlyList<int> ChosenLags(DiagnosisDocument document)
    {
        var longest = document.Cells.SelectMany(static cell => cell.Layers).Max(static layer => layer.Gradient.Count) - 1;
        int[] usual = [1, 10, 50, 100, 200, 500, 1000];
        return [.. usual.Where(lag => lag < longest), longest];
    }

    private static void WriteFlow(TextWriter output, DiagnosisDocument document)
    {
        var lags = ChosenLags(document);
        var table = new TextTable(["layer", "width", "memory", "× a step", .. lags.Select(static lag => $"lag {lag}"), "largest σ", "median σ", "radius of W"]);
        foreach (var cell in document.Cells)
        {
            foreach (var layer in cell.Layers)
            {
                table.Add(
                [
                    $"{cell.Name} {layer.Path}", layer.HiddenSize == 0 ? "–" : NumberText.Count(layer.HiddenSize), Memory(layer), NumberText.Ratio(layer.DecayPerStep),
                    .. lags.Select(lag => lag < layer.Gradient.Count ? NumberText.Value(layer.Gradient[lag].Median) : "–"),
                    NumberText.Value(Median(layer, static one => one.Largest)), NumberText.Value(Median(layer, static one => one.Median)),
                    layer.Matrices.Count == 0 ? "–" : string.Join(' ', layer.Matrices.Select(static matrix => NumberText.Percent(matrix.SpectralRadius))),
                ]);
            }
        }

        table.Write(output);
    }

    private static void WriteGates(TextWriter output, DiagnosisDocument document)
    {
        output.WriteLine();
        var table = new TextTable("gate", "shut or low", "open or high", "mean");
        foreach (var cell in document.Cells)
        {
            foreach (var layer in cell.Layers)
            {
                foreach (var gate in layer.Gates)
                    table.Add($"{cell.Name} {layer.Path} {gate.Name}", NumberText.Share(gate.Low), NumberText.Share(gate.High), NumberText.Value(gate.Mean));
            }
        }

        table.Write(output);
    }

    private static void WriteUpdates(TextWriter output, string name, DiagnosedUpdates updates, double factor)
    {
        output.WriteLine();
        output.WriteLine($"{name}: {NumberText.Count(updates.Count)} updates, {NumberText.Count(updates.Clipped)} clipped, {NumberText.Count(updates.Skipped)} skipped, "
            + $"{NumberText.Count(updates.Exploding.Count)} with a gradient above {NumberText.Value(factor)} times the running median");
        if (updates.Exploding.Count == 0) return;
        var table = new TextTable("update", "gradient norm", "usual", "times", "");
        foreach (var one in updates.Exploding.Take(MostUpdates))
            table.Add(NumberText.Count(one.Step), NumberText.Value(one.GradientNorm), NumberText.Value(one.Usual), NumberText.Value(one.Ratio), one.Outcome.ToString().ToLowerInvariant());
        table.Write(output);
        if (updates.Exploding.Count > MostUpdates) output.WriteLine($"and {NumberText.Count(updates.Exploding.Count - MostUpdates)} more");
    }

    private static double Median(DiagnosedLayer layer, Func<DiagnosedJacobian, double> value) => Quantiles.Median(layer.Jacobians.Select(value));
}
