using System.Globalization;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Reports;

/// <summary><c>report.html</c>: one page without anything from the network.</summary>
internal sealed class ForecastReport(TimeProvider time)
{
    /// <summary>Writes the page.</summary>
    /// <param name="file">The file to make or replace.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="outcomes">The runs to show, at least one.</param>
    public void Write(string file, string title, IReadOnlyList<ForecastOutcome> outcomes) => OutputFile.Write(file, writer =>
    {
        writer.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Html.Text(title)}</title>
            <style>
            {ReportStyle.Sheet}
            </style>
            </head>
            <body><main>
            <h1>{Html.Text(title)}</h1>

            """);
        for (var index = 0; index < outcomes.Count; index++) OutcomeSection.Write(writer, outcomes[index], index, outcomes.Count > 1);
        var date = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        writer.Write($"<footer>Made by Recurrent {Html.Text(LibraryVersion.Current)} on {date} UTC. The page needs no network; it can be mailed as it is.</footer>\n</main></body>\n</html>\n");
    });
}
