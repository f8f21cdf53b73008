using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary><c>report.html</c> of detectors.</summary>
internal sealed class DetectReport(TimeProvider time)
{
    public void Write(string file, string title, IReadOnlyList<DetectOutcome> outcomes) =>
        HtmlPage.Write(file, title, time, writer =>
        {
            for (var index = 0; index < outcomes.Count; index++) DetectSection.Write(writer, outcomes[index], index, outcomes.Count > 1);
        });
}
