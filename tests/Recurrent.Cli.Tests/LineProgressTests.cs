using Recurrent.Cli.Presentation;
using Recurrent.Training;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Tests;

public class LineProgressTests
{
    [Fact]
    public void A_line_comes_every_half_minute_without_validation_and_not_right_behind_one()
    {
        using var error = new StringWriter();
        var progress = new LineProgress(new Notes(new Terminal(TextWriter.Null, error), isQuiet: false));
        for (var second = 1; second <= 100; second++)
        {
            progress.OnStep(new StepRecord(second, 0, 1.5, 0.1, 1, second));
            if (second == 59) progress.OnValidation(new ValidationRecord(second, new Evaluation(1.25), true, second));
        }
        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["epoch 1, step 30: loss 1.5000, 30 s", "epoch 1, step 89: loss 1.5000, 89 s"], lines.Where(line => line.Contains(": loss", StringComparison.Ordinal)).Select(line => line.TrimEnd()));
        Assert.Contains(lines, line => line.Contains("validation 1.2500", StringComparison.Ordinal));
    }
}
