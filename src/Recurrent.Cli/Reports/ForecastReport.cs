using Recurrent.Cli.Runs;

namespace Recurrent.Cli.Reports;

/// <summary><c>report.html</c> of forecasters.</summary>
internal sealed class ForecastReport(TimeProvider time)
{
    /// <summary>Writes the page.</summary>
    /// <param name="file">The file to make or replace.</param>
    /// <param name="title">Heading of the page.</param>
    /// <param name="outcomes">The runs to show, at least one.</param>
    public void Write(string file, string title, IReadOnlyList<ForecastOutcome> outcomes) =>
        HtmlPage.Write(file, title, time, writer =>
        {
            for (var index = 0; index < outcomes.Count; index++) OutcomeSection.Write(writer, outcomes[index], index, outcomes.Count > 1);
        });
}
