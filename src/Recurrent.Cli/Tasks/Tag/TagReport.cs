using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>report.html</c> of taggers.</summary>
internal sealed class TagReport(TimeProvider time)
{
    public void Write(string file, string title, TagOutcome outcome) => HtmlPage.Write(file, title, time, writer => TagSection.Write(writer, outcome));
}
