using System.Globalization;
using Recurrent.Training;
using Recurrent.Training.Events;
using Spectre.Console;

namespace Recurrent.Cli.Presentation;

/// <summary>Progress as a bar with the curve of the validation loss behind it, drawn on one line of the screen.</summary>
internal sealed class BarProgress(ProgressTask task) : ITrainingObserver
{
    private const int CurveWidth = 24;
    private readonly List<double> _losses = [];

    public void OnSettings(IReadOnlyList<ChosenSetting> settings)
    {
        if (SettingValues.TotalSteps(settings) is { } total) (task.MaxValue, task.IsIndeterminate) = (total, false);
    }

    public void OnStep(in StepRecord record) => task.Value = record.Step;

    public void OnValidation(in ValidationRecord record)
    {
        if (!double.IsFinite(record.Evaluation.Score)) return;
        _losses.Add(record.Evaluation.Score);
        task.Description = string.Create(CultureInfo.InvariantCulture,
            $"validation {record.Evaluation.Score:0.0000} {Sparkline.Draw(_losses, CurveWidth)}");
    }

    public void OnStop(in StopRecord record) => task.Value = task.MaxValue;
}
