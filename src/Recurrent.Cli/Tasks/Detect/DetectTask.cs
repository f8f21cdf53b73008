using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.AnomalyDetection;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Detect;

/// <summary>Anomaly detection in one or many channels.</summary>
internal sealed class DetectTask : ICliTask
{
    public const string TaskName = "detect";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainDetectCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new DetectPredict();

    public ITaskVerb CreateEvaluate() => new DetectEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "faults in two generated streams", new DetectDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => Detector.Load(modelFolder).Settings;
}
