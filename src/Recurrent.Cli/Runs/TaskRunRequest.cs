using Recurrent.Training;

namespace Recurrent.Cli.Runs;

/// <summary>What a training run needs whose options say where it keeps its checkpoints.</summary>
internal abstract record TaskRunRequest<TOptions> : RunRequest
    where TOptions : TrainingRunOptions
{
    public required TOptions Options { get; init; }
}
