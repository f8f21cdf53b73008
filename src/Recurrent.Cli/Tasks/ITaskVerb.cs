using System.CommandLine;

namespace Recurrent.Cli.Tasks;

/// <summary>One command's work for one task, with the options that only this task has.</summary>
internal interface ITaskVerb
{
    /// <summary>Options beside the command's own. Tasks may share a name where the option is of one type: the first task's is shown in the help, so read it by name.</summary>
    IReadOnlyList<Option> Options { get; }

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    int Run(TaskInvocation invocation);
}
