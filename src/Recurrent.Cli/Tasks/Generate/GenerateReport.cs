using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>report.html</c> of language models.</summary>
internal sealed class GenerateReport(TimeProvider time)
{
    public void Write(GenerateOutcome outcome, string title) => Write(outcome.Request.Folder.Report, outcome, title);

    public void Write(string file, GenerateOutcome outcome, string title) => HtmlPage.Write(file, title, time, writer => GenerateSection.Write(writer, outcome));
}
