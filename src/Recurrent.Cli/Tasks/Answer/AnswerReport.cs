using Recurrent.Cli.Reports;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary><c>report.html</c> of answerers.</summary>
internal sealed class AnswerReport(TimeProvider time)
{
    public void Write(string file, string title, AnswerOutcome outcome) => HtmlPage.Write(file, title, time, writer => AnswerSection.Write(writer, outcome));
}
