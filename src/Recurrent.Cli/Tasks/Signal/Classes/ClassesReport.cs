using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Signal.Classes;

/// <summary><c>report.html</c> of classifiers.</summary>
internal sealed class ClassesReport(TimeProvider time)
{
    public void Write(string file, string title, IReadOnlyList<ClassesOutcome> outcomes) =>
        HtmlPage.Write(file, title, time, writer =>
        {
            for (var index = 0; index < outcomes.Count; index++) ClassesSection.Write(writer, outcomes[index], index, outcomes.Count > 1);
        });
}
