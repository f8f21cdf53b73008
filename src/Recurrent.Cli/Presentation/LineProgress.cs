using System.Globalization;
using Recurrent.Training;
using Recurrent.Training.Events;

namespace Recurrent.Cli.Presentation;

/// <summary>Progress as plain lines, a few seconds apart: for logs, pipes and <c>NO_COLOR</c>.</summary>
internal sealed class LineProgress(Notes notes) : ITrainingObserver
{
    private const double SecondsBetweenLines = 5;

    /// <summary>Within a long epoch, and without validation, a line comes that often.</summary>
    private const double SecondsWithoutLine = 30;
    private double _nextLine;
    private double _lastLine;
    private double _trainingLoss = double.NaN;
    private int _epoch;
    private long _members = 1;

    public void OnSettings(IReadOnlyList<ChosenSetting> settings) => _members = SettingValues.Members(settings);

    public void OnStep(in StepRecord record)
    {
        if (record.ElapsedSeconds < _lastLine + SecondsWithoutLine) return;
        _lastLine = record.ElapsedSeconds;
        notes.Say(string.Create(CultureInfo.InvariantCulture, $"epoch {record.Epoch + 1}, step {record.Step}: loss {record.Loss / _members:0.0000}, {record.ElapsedSeconds:0} s"));
    }

    public void OnEpoch(in EpochRecord record) => (_trainingLoss, _epoch) = (record.Loss / _members, record.Epoch + 1);

    public void OnValidation(in ValidationRecord record)
    {
        if (record.ElapsedSeconds < _nextLine) return;
        (_nextLine, _lastLine) = (record.ElapsedSeconds + SecondsBetweenLines, record.ElapsedSeconds);
        notes.Say(string.Create(CultureInfo.InvariantCulture,
            $"epoch {_epoch}, step {record.Step}: training loss {_trainingLoss:0.0000}, validation {record.Evaluation.Score:0.0000}"
            + $"{(record.IsBest ? " (best so far)" : "")}, {record.ElapsedSeconds:0} s"));
    }

    public void OnSkip(in SkipRecord record) =>
        notes.Say(string.Create(CultureInfo.InvariantCulture, $"step {record.Step} skipped: loss {record.Loss}, gradient norm {record.GradientNorm}"));
}
