using System.Globalization;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Reports;

/// <summary>The frame of every <c>report.html</c>: one page without anything from the network.</summary>
internal static class HtmlPage
{
    /// <summary>Writes a page.</summary>
    /// <param name="file">The file to make or replace.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="time">The clock for the date at its foot.</param>
    /// <param name="body">Writes what stands between heading and foot.</param>
    public static void Write(string file, string title, TimeProvider time, Action<TextWriter> body) => OutputFile.Write(file, writer =>
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
        body(writer);
        var date = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        writer.Write($"<footer>Made by Recurrent {Html.Text(LibraryVersion.Current)} on {date} UTC. The page needs no network; it can be mailed as it is.</footer>\n</main></body>\n</html>\n");
    });
}
