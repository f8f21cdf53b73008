using System.CommandLine;

namespace Recurrent.Cli.Tasks.Imported;

/// <summary><c>rnn evaluate</c> of an imported model, which has nothing to be scored against.</summary>
/// <param name="unscored">Why, as the beginning of a sentence.</param>
internal sealed class ImportedEvaluate(string unscored) : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation) =>
        throw new UsageException($"MODEL: {unscored} and so no score; run the model with rnn predict and compare the outputs.");
}
