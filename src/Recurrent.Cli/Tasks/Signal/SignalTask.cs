using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks.Signal.Classes;
using Recurrent.Cli.Tasks.Signal.Regression;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>Signals: what they are as a whole, and what follows from them step by step.</summary>
internal sealed class SignalTask : ICliTask
{
    public const string TaskName = "signal";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainSignalCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new SignalVerb(static form => form.CreatePredict());

    public ITaskVerb CreateEvaluate() => new SignalVerb(static form => form.CreateEvaluate());

    public IReadOnlyList<CliDemo> CreateDemos() =>
    [
        new(TaskName, "generated sounds and pen strokes told apart", new ClassesDemo()),
        new(RegressionDemo.Name, "a generated plant simulated from its input", new RegressionDemo()),
    ];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => SignalForms.Of(modelFolder, SignalForms.Create()).Settings(modelFolder);
}
