using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.TimeSeries.Forecasting;
using Recurrent.Training;

namespace Recurrent.Cli.Tasks.Forecast;

/// <summary>Forecasting of one or many series.</summary>
internal sealed class ForecastTask : ICliTask
{
    public string Name => "forecast";

    public Command CreateTrain(Terminal terminal) => TrainForecastCommand.Create(terminal);

    public ITaskVerb CreatePredict() => new ForecastPredict();

    public ITaskVerb CreateEvaluate() => new ForecastEvaluate();

    public IReadOnlyList<CliDemo> CreateDemos() => [new(Name, "airline passengers and sunspots", new ForecastDemo())];

    public IReadOnlyList<ChosenSetting>? Settings(string modelFolder) => Forecaster.Load(modelFolder).Settings;
}
