using System.Globalization;

namespace Recurrent.Cli.Reports;

/// <summary>A diagnosis as a long table: one number a row.</summary>
internal static class DiagnosisCsv
{
    /// <summary>Writes <c>cell,layer,measure,name,position,value</c>; the position is a lag, a step or an update, empty where there is none.</summary>
    public static void Write(TextWriter writer, DiagnosisDocument document)
    {
        writer.Write("cell,layer,measure,name,position,value\n");
        foreach (var cell in document.Cells)
        {
            foreach (var layer in cell.Layers) Write(writer, cell.Name, layer);
            if (cell.Updates is { } updates) Write(writer, cell.Name, updates);
        }
    }

    private static void Write(TextWriter writer, string cell, DiagnosedLayer layer)
    {
        void Row(string measure, string name, long? position, double value) => DiagnosisCsv.Row(writer, [cell, layer.Path, measure, name], position, value);
        Row("memory_length", "", null, layer.MemoryLength ?? double.PositiveInfinity);
        Row("decay_per_step", "", null, layer.DecayPerStep);
        foreach (var lag in layer.Gradient)
        {
            Row("gradient", "median", lag.Lag, lag.Median);
            Row("gradient", "lower", lag.Lag, lag.Lower);
            Row("gradient", "upper", lag.Lag, lag.Upper);
            Row("gradient", "hidden", lag.Lag, lag.Hidden);
        }

        foreach (var gate in layer.Gates)
        {
            Row("saturated_low", gate.Name, null, gate.Low);
            Row("saturated_high", gate.Name, null, gate.High);
            Row("mean", gate.Name, null, gate.Mean);
        }

        foreach (var jacobian in layer.Jacobians)
        {
            Row("singular_value", "largest", jacobian.Step, jacobian.Largest);
            if (double.IsNaN(jacobian.Median)) continue;
            Row("singular_value", "median", jacobian.Step, jacobian.Median);
            Row("singular_value", "smallest", jacobian.Step, jacobian.Smallest);
        }

        foreach (var matrix in layer.Matrices) Row("spectral_radius", matrix.Name, null, matrix.SpectralRadius);
    }

    private static void Write(TextWriter writer, string cell, DiagnosedUpdates updates)
    {
        for (var index = 0; index < updates.Count; index++)
        {
            Row(writer, [cell, "", "update", "gradient_norm"], index + 1, updates.GradientNorms[index]);
            Row(writer, [cell, "", "update", "loss"], index + 1, updates.Losses[index]);
        }

        foreach (var one in updates.Exploding) Row(writer, [cell, "", "exploding_update", one.Outcome.ToString().ToLowerInvariant()], one.Step, one.Ratio);
    }

    private static void Row(TextWriter writer, IEnumerable<string> names, long? position, double value) =>
        writer.Write($"{string.Join(',', names.Select(Quoted))},{position?.ToString(CultureInfo.InvariantCulture)},{value.ToString("R", CultureInfo.InvariantCulture)}\n");

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
