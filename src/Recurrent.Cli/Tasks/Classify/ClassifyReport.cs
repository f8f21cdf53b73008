using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary><c>report.html</c> of classifiers of texts.</summary>
internal sealed class ClassifyReport(TimeProvider time)
{
    public void Write(string file, string title, IReadOnlyList<ClassifyOutcome> outcomes) =>
        HtmlPage.Write(file, title, time, writer =>
        {
            for (var index = 0; index < outcomes.Count; index++) ClassifySection.Write(writer, outcomes[index], index, outcomes.Count > 1);
        });
}
