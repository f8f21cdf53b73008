using Recurrent.Cli.Tasks.Answer;
using Recurrent.Cli.Tasks.Classify;
using Recurrent.Cli.Tasks.Detect;
using Recurrent.Cli.Tasks.Forecast;
using Recurrent.Cli.Tasks.Generate;
using Recurrent.Cli.Tasks.Layers;
using Recurrent.Cli.Tasks.Onnx;
using Recurrent.Cli.Tasks.Signal;
using Recurrent.Cli.Tasks.Tag;
using Recurrent.Cli.Tasks.Translate;
using Recurrent.Cli.Tasks.Volatility;

namespace Recurrent.Cli.Tasks;

/// <summary>The tasks of the command line, in the order of the help.</summary>
internal static class TaskRegistry
{
    public static IReadOnlyList<ICliTask> All { get; } =
    [
        new ForecastTask(), new DetectTask(), new SignalTask(), new VolatilityTask(), new GenerateTask(), new ClassifyTask(), new TagTask(), new TranslateTask(), new AnswerTask(), new LayersTask(), new OnnxTask(),
    ];

    /// <summary>The task with a name, or null.</summary>
    public static ICliTask? Find(string name) => All.FirstOrDefault(task => task.Name == name);

    /// <summary>The demonstrations of all tasks.</summary>
    public static IReadOnlyList<CliDemo> CreateDemos() => [.. All.SelectMany(task => task.CreateDemos())];
}
