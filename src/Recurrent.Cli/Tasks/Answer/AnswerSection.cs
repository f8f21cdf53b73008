using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Text.Answering;

namespace Recurrent.Cli.Tasks.Answer;

/// <summary>What a report says of one run.</summary>
internal static class AnswerSection
{
    private const int MostStories = 8;
    private static readonly LossFigure Curves = new(0, "The trainings stand one after another; each begins with a high loss.")
    {
        Title = "Training and validation loss",
        Legend = [new("ink", "training loss"), new("model", "loss on the validation questions")],
    };

    public static void Write(TextWriter writer, AnswerOutcome outcome)
    {
        writer.Write($"<p class=\"facts\">{Html.Text(AnswerText.DataFacts(outcome.Request))}</p>\n");
        if (outcome.Test is { } test)
        {
            writer.Write($"<p class=\"verdict{(AnswerText.IsBetter(test) ? "" : " warning")}\">{Html.Text(AnswerText.Verdict(test))}</p>\n");
            WriteScores(writer, test);
            WriteStories(writer, outcome.Training.Model, test);
        }
        WriteNetworks(writer, outcome);
        RunSection.WriteTraining(writer, $"{AnswerText.TrainingFacts(outcome)} {RunSection.Facts(outcome.Training.Run)}", outcome.Losses, Curves);
        RunSection.WriteChoices(writer, outcome.Training.Settings, outcome.Request.Command);
    }

    private static void WriteScores(TextWriter writer, StoryEvaluation test)
    {
        StoryScores[] all = [test.Model, .. test.Baselines];
        writer.Write($"<h3>Scores beside simple methods</h3>\n<p>On {NumberText.Count(test.Questions.Count)} questions which nothing was learnt or chosen from.</p>\n");
        writer.Write(Html.Table(
            ["method", "answered right", "mean error of the files"],
            all.Select(static one => new[] { Html.Text(AnswerText.Named(one.Method)), NumberText.Share(one.Accuracy), NumberText.Share(one.MeanError) }),
            isNumeric: true));
        if (test.Model.Files.Count < 2) return;
        writer.Write("<h3>Answered wrong, by file</h3>\n");
        writer.Write(Html.Table(
            ["file", .. all.Select(static one => Html.Text(AnswerText.Named(one.Method)))],
            test.Model.Files.Keys.Select(file => (string[])[Html.Text(file), .. all.Select(one => NumberText.Share(1 - one.Files[file]))]),
            isNumeric: true));
    }

    /// <summary>Right and wrong answers in turn, spread over the questions.</summary>
    private static void WriteStories(TextWriter writer, StoryAnswerer model, StoryEvaluation test)
    {
        var looked = test.Questions.Count > 0 && model.Explain(test.Questions[0]).Count > 0;
        writer.Write(looked
            ? $"<h3>What it looked at</h3>\n<p>How much each hop or layer of the first network ({Html.Text(model.Readers[0])}) took from every sentence.</p>\n"
            : "<h3>Stories and answers</h3>\n");
        bool[] isRight = [.. test.Questions.Select((question, index) => StoryEvaluator.IsRight(question, test.Answers[index].Answer))];
        int[] wrong = Spread([.. Enumerable.Range(0, isRight.Length).Where(index => !isRight[index])], MostStories / 2);
        foreach (var index in Spread([.. Enumerable.Range(0, isRight.Length).Where(index => isRight[index])], MostStories - wrong.Length).Concat(wrong))
            writer.Write(AttendedStory.Write(test.Questions[index], test.Answers[index], model.Explain(test.Questions[index])));
    }

    private static int[] Spread(int[] all, int most) => [.. Enumerable.Range(0, Math.Min(most, all.Length)).Select(shown => all[(int)((long)shown * all.Length / Math.Min(most, all.Length))])];

    private static void WriteNetworks(TextWriter writer, AnswerOutcome outcome)
    {
        writer.Write("<h3>Networks that were tried</h3>\n");
        writer.Write(Html.Table(
            ["network", "seed", "validation loss", "validation accuracy", "kept"],
            outcome.Training.Attempts.Select(static one => new[]
            {
                Html.Text(one.Reader), $"{one.Seed}", NumberText.Ratio(one.ValidationLoss), NumberText.Share(one.ValidationAccuracy), one.IsKept ? "yes" : "",
            }),
            isNumeric: true));
    }
}
