using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Cli.Reports;

/// <summary>A diagnosis as a page: all cells in one figure and one table, then one column a cell.</summary>
internal static class DiagnosisPage
{
    private const double ColumnWidth = 460, ColumnHeight = 280;

    /// <summary>Writes the page.</summary>
    /// <param name="file">The file to make or replace.</param>
    /// <param name="document">What was measured.</param>
    /// <param name="time">The clock for the date at its foot.</param>
    public static void Write(string file, DiagnosisDocument document, TimeProvider time) => HtmlPage.Write(file, $"Gradient flow: {document.Subject}", time, writer =>
    {
        writer.Write($"""
            <p class="lead">A loss at {(document.Loss == LossPlace.LastStep ? "the last step" : "every step")} is followed back through {(document.IsOfInputs ? "all layers to what they read" : "the states of every layer")} by back-propagation.
            Where the curve falls fast, the layer cannot learn from what lies further back; where it rises, updates explode.</p>

            """);
        writer.Write(Html.Figure(
            ChartSvg.Draw(FlowChart.All(document), "all", FlowChart.Description(document), height: 360),
            "Length of the gradient by steps before the loss, relative to where the loss looks: median over pieces of data, last layer of each cell.",
            [.. document.Cells.Select(static (cell, index) => new LegendEntry($"line{ChartPalette.LineNumber(index)}", cell.Name))]));
        writer.Write(Summary(document));
        writer.Write("<div class=\"columns\">\n");
        foreach (var (index, cell) in document.Cells.Index()) WriteColumn(writer, document, cell, index);
        writer.Write("</div>\n");
    });

    private static string Summary(DiagnosisDocument document) => Html.Table(
        ["layer", "width", "memory", "× a step", "largest σ", "radius of W"],
        document.Cells.SelectMany(static cell => cell.Layers.Select(layer => new[]
        {
            Html.Text($"{cell.Name} {layer.Path}"), layer.HiddenSize == 0 ? "–" : NumberText.Count(layer.HiddenSize), DiagnosisText.Memory(layer), NumberText.Ratio(layer.DecayPerStep),
            NumberText.Value(Quantiles.Median(layer.Jacobians.Select(static one => one.Largest))),
            layer.Matrices.Count == 0 ? "–" : string.Join(' ', layer.Matrices.Select(static matrix => NumberText.Percent(matrix.SpectralRadius))),
        })),
        isNumeric: true);

    private static void WriteColumn(TextWriter writer, DiagnosisDocument document, DiagnosedCell cell, int number)
    {
        writer.Write($"<section><h2>{Html.Text(cell.Name)}</h2>\n");
        if (cell.Layers.Count == 0) writer.Write("<p>No recurrent layer of it can be looked at step by step.</p>");
        else WriteLayers(writer, document, cell, number);
        if (cell.Updates is { } updates) WriteUpdates(writer, document, updates, number);
        writer.Write("</section>\n");
    }

    private static void WriteLayers(TextWriter writer, DiagnosisDocument document, DiagnosedCell cell, int number)
    {
        writer.Write("<h3>Gradient by lag</h3>\n");
        writer.Write(Html.Figure(
            ChartSvg.Draw(FlowChart.One(document, cell), $"flow{number}", $"Gradient by lag of {cell.Name}", ColumnHeight, ColumnWidth),
            "Median by layer; four fifths of the pieces of the last layer lie in the band.",
            [.. cell.Layers.Select(static (layer, index) => new LegendEntry($"line{ChartPalette.LineNumber(index)}", layer.Path))]));
        if (cell.Layers.LastOrDefault(static layer => layer.Jacobians.Count > 0) is not { } last) return;
        writer.Write("<h3>Gates</h3>\n");
        foreach (var layer in cell.Layers.Where(static layer => layer.Jacobians.Count > 0)) writer.Write(Gates(layer));
        writer.Write("<h3>Singular values along a sequence</h3>\n");
        writer.Write(Html.Figure(
            ChartSvg.Draw(JacobianChart.Plot(document, last), $"jacobian{number}", $"Singular values of the Jacobian of {cell.Name}", ColumnHeight, ColumnWidth),
            $"Of the Jacobian of the state at single steps, {last.Path}.", JacobianChart.Legend));
    }

    /// <summary>Bars of the saturated shares: shut from the left, open from the right.</summary>
    private static string Gates(DiagnosedLayer layer)
    {
        if (layer.Gates.Count == 0) return $"<p>{Html.Text(layer.Path)} shows no gates.</p>\n";
        var rows = layer.Gates.Select(static gate =>
            $"<tr><td>{Html.Text(gate.Name)}</td><td>{NumberText.Share(gate.Low)}</td><td class=\"bar\"><i class=\"low\" style=\"width:{Percent(gate.Low)}%\"></i>"
            + $"<i class=\"middle\" style=\"width:{Percent(1 - gate.Low - gate.High)}%\"></i><i class=\"high\" style=\"width:{Percent(gate.High)}%\"></i></td><td>{NumberText.Share(gate.High)}</td></tr>\n");
        return $"<table class=\"gates\"><caption>{Html.Text(layer.Path)}: share at the low end, between, at the high end</caption>\n{string.Concat(rows)}</table>\n";
    }

    private static void WriteUpdates(TextWriter writer, DiagnosisDocument document, DiagnosedUpdates updates, int number)
    {
        writer.Write($"<h3>Updates</h3>\n<p>{NumberText.Count(updates.Count)} updates, {NumberText.Count(updates.Clipped)} clipped, {NumberText.Count(updates.Skipped)} skipped, "
            + $"{NumberText.Count(updates.Exploding.Count)} above {NumberText.Value(document.ExplodingFactor)} times the running median.</p>\n");
        writer.Write(Html.Figure(ChartSvg.Draw(UpdateChart.Plot(document, updates), $"updates{number}", "Gradient norms by update", ColumnHeight, ColumnWidth), "Norm of the whole gradient.", UpdateChart.Legend));
    }

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);
}
