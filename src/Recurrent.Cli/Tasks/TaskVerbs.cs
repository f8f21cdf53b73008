using System.CommandLine;
using System.CommandLine.Parsing;
using Recurrent.Cli.Runs;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks;

/// <summary>One command's work for every task, and the options of all of them.</summary>
internal sealed class TaskVerbs
{
    private readonly Dictionary<string, ITaskVerb> _verbs;

    /// <summary>Makes the work of one command.</summary>
    /// <param name="create">Picks it from a task.</param>
    public TaskVerbs(Func<ICliTask, ITaskVerb> create) => _verbs = TaskRegistry.All.ToDictionary(task => task.Name, create);

    public void AddTo(Command command)
    {
        foreach (var option in _verbs.Values.SelectMany(verb => verb.Options).DistinctBy(static option => option.Name)) command.Options.Add(option);
    }

    /// <summary>Runs the work of a task, unless an option of another task was given.</summary>
    /// <exception cref="UsageException">The task is unknown, or an option is not its own.</exception>
    public int Run(string task, TaskInvocation invocation)
    {
        if (!_verbs.TryGetValue(task, out var verb))
            throw new UsageException($"The task '{task}' is not one of this version's ({string.Join(", ", _verbs.Keys)}); use the version that wrote the model.");
        foreach (var (name, other) in _verbs.Where(pair => pair.Key != task))
        {
            foreach (var option in other.Options.Where(option => verb.Options.All(own => own.Name != option.Name) && invocation.Parsed.GetResult(option) is OptionResult { Implicit: false }))
                throw new UsageException($"{option.Name}: is an option of {name}; this is {task}. Leave it out.");
        }

        try
        {
            return verb.Run(invocation);
        }
        catch (DataFormatException unnamed) when (unnamed.File.Length == 0)
        {
            throw UnnamedData.Of(unnamed, invocation.Input == SeriesFiles.StandardInput ? "stdin" : invocation.Input);
        }
    }
}
