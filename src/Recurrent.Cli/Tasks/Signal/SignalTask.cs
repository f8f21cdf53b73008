using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks.Signal.Classes;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>Signals as a whole: what they are.</summary>
internal sealed class SignalTask : ICliTask
{
    public const string TaskName = "signal";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainSignalCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new SignalVerb(static form => form.CreatePredict());

    public ITaskVerb CreateEvaluate() => new SignalVerb(static form => form.CreateEvaluate());

    public ITaskVerb CreateDemo() => new ClassesDemo();

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => SignalForms.Of(modelFolder, SignalForms.Create()).Settings(modelFolder);
}
