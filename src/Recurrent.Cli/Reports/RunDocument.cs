using System.Text.Json.Serialization;
using Recurrent.Cli.Runs;
using Recurrent.Tensors.Storage;
using Recurrent.Training;

namespace Recurrent.Cli.Reports;

/// <summary>What <c>metrics.json</c> and <c>--json</c> say of a training run of any task; each task adds its scores.</summary>
/// <param name="task">Name of the task.</param>
/// <param name="request">What was asked for.</param>
/// <param name="seed">The seed of the run.</param>
/// <param name="run">Its course.</param>
/// <param name="settings">Every setting and its reason.</param>
internal abstract class RunDocument(string task, RunRequest request, ulong seed, TrainingSummary run, IReadOnlyList<ChosenSetting> settings)
{
    private const int First = -1;
    private const int Last = 1;

    [JsonPropertyOrder(First)]
    public string Task => task;

    [JsonPropertyOrder(First)]
    public string Version { get; } = LibraryVersion.Current;

    [JsonPropertyOrder(First)]
    public string Out => request.Folder.Path;

    [JsonPropertyOrder(First)]
    public string Model => request.Folder.Model;

    [JsonPropertyOrder(First)]
    public string Data => request.DataName;

    [JsonPropertyOrder(First)]
    public ulong Seed => seed;

    [JsonPropertyOrder(First)]
    public string Command => request.Command;

    [JsonPropertyOrder(Last)]
    public TrainingSummary Run => run;

    [JsonPropertyOrder(Last)]
    public IReadOnlyList<ChosenSetting> Settings => settings;
}
