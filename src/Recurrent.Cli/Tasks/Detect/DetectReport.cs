using System.Globalization;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>report.html</c>: one page without anything from the network.</summary>
internal sealed class DetectReport(TimeProvider time)
{
    public void Write(string file, string title, IReadOnlyList<DetectOutcome> outcomes) => OutputFile.Write(file, writer =>
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
        for (var index = 0; index < outcomes.Count; index++) DetectSection.Write(writer, outcomes[index], index, outcomes.Count > 1);
        var date = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        writer.Write($"<footer>Made by Recurrent {Html.Text(LibraryVersion.Current)} on {date} UTC. The page needs no network; it can be mailed as it is.</footer>\n</main></body>\n</html>\n");
    });
}
