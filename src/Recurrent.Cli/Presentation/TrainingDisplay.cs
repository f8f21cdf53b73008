using Recurrent.Training;
using Recurrent.Training.Events;
using Spectre.Console;

namespace Recurrent.Cli.Presentation;

/// <summary>Runs a training and shows how it goes: a bar on a screen, lines in a log, nothing when quiet.</summary>
internal static class TrainingDisplay
{
    /// <summary>Runs the training.</summary>
    /// <param name="title">What is trained.</param>
    /// <param name="notes">Where to show it.</param>
    /// <param name="train">Trains with the observer, calling the second argument when the settings are known.</param>
    public static T Run<T>(string title, Notes notes, Func<ITrainingObserver, Action<IReadOnlyList<ChosenSetting>>, T> train)
    {
        if (notes.Terminal.Probe is { } probe) return train(probe, static _ => { });
        if (!notes.Terminal.IsInteractive || notes.IsQuiet)
        {
            var lines = new LineProgress(notes);
            return train(lines, lines.OnSettings);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(notes.Terminal.Error) });
        return console.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title), maxValue: double.MaxValue);
                task.IsIndeterminate = true;
                var bar = new BarProgress(task);
                return train(bar, bar.OnSettings);
            });
    }
}
