using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Finance;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Volatility;

/// <summary>Next-day volatility and value-at-risk from daily prices.</summary>
internal sealed class VolatilityTask : ICliTask
{
    public const string TaskName = "volatility";

    public string Name => TaskName;

    public Command CreateTrain(Terminal terminal) => TrainVolatilityCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new VolatilityPredict();

    public ITaskVerb CreateEvaluate() => new VolatilityEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(TaskName, "generated prices", new VolatilityDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => VolatilityModel.Load(modelFolder).Settings;
}
