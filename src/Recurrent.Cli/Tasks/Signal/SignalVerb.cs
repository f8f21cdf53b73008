using System.CommandLine;

namespace Recurrent.Cli.Tasks.Signal;

/// <summary>One command's work for every form of signal models.</summary>
internal sealed class SignalVerb : ITaskVerb
{
    private readonly Dictionary<ISignalForm, ITaskVerb> _verbs;

    /// <summary>Makes the work of one command.</summary>
    /// <param name="create">Picks it from a form.</param>
    public SignalVerb(Func<ISignalForm, ITaskVerb> create)
    {
        _verbs = SignalForms.Create().ToDictionary(static form => form, create);
        Options = [.. _verbs.Values.SelectMany(static verb => verb.Options)];
    }

    public IReadOnlyList<Option> Options { get; }

    public int Run(TaskInvocation invocation)
    {
        var form = SignalForms.Of(invocation.Location!.Folder, [.. _verbs.Keys]);
        foreach (var (other, verb) in _verbs.Where(pair => pair.Key != form))
        {
            foreach (var option in verb.Options.Where(option => SignalForms.IsGiven(invocation.Parsed, option)))
                throw new UsageException($"{option.Name}: is an option of {other.Name}; this is a model of {form.Name}. Leave it out.");
        }

        return _verbs[form].Run(invocation);
    }
}
