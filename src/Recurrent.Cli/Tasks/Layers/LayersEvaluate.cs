using System.CommandLine;

namespace Recurrent.Cli.Tasks.Layers;

/// <summary><c>rnn evaluate</c> of imported layers, which have nothing to be scored against.</summary>
internal sealed class LayersEvaluate : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation) =>
        throw new UsageException("MODEL: imported layers have no task and so no score; run them with rnn predict and compare the outputs.");
}
