using Recurrent.Cli.Tasks.Detect;
using Recurrent.Cli.Tasks.Forecast;
using Recurrent.Cli.Tasks.Signal;
using Recurrent.Cli.Tasks.Translate;
using Recurrent.Cli.Tasks.Volatility;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks;

/// <summary>The tasks of the command line, in the order of the help.</summary>
internal static class TaskRegistry
{
    public static IReadOnlyList<ICliTask> All { get; } = [new ForecastTask(), new DetectTask(), new SignalTask(), new VolatilityTask(), new TranslateTask()];

    /// <summary>The task with a name, or null.</summary>
    public static ICliTask? Find(string name) => All.FirstOrDefault(task => task.Name == name);

    /// <summary>The task of a demonstration.</summary>
    /// <exception cref="UsageException">There is none of the name.</exception>
    public static ICliTask ForDemo(string name) => Find(name)
        ?? throw new UsageException($"TASK: there is no demonstration '{name}'{NearestName.Suggestion(name, Names)}; choose {string.Join(", ", Names)}.");

    public static IEnumerable<string> Names => All.Select(task => task.Name);
}
