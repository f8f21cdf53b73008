using System.Text.Json;
using Recurrent.Cli.Imports;
using Recurrent.Cli.Tasks.Onnx;
using Recurrent.Training;

namespace Recurrent.Cli.Reports;

/// <summary>What is inside a model folder or a safetensors file.</summary>
internal sealed record InspectionDocument
{
    public required string Path { get; init; }

    public required string Kind { get; init; }

    public string? Task { get; init; }

    public int? FormatVersion { get; init; }

    public string? LibraryVersion { get; init; }

    public ulong? Seed { get; init; }

    public JsonElement? Architecture { get; init; }

    public JsonElement? Preprocessing { get; init; }

    public IReadOnlyDictionary<string, double?>? Metrics { get; init; }

    public IReadOnlyList<ChosenSetting>? Settings { get; init; }

    /// <summary>Recurrent layers and how they go through time.</summary>
    public IReadOnlyList<RecurrentEntry>? Recurrent { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Layers recognized in a file of weights.</summary>
    public IReadOnlyList<LayerEntry>? Layers { get; init; }

    /// <summary>Tensors of a file of weights that are part of none of them.</summary>
    public IReadOnlyList<LeftTensor>? Unrecognized { get; init; }

    /// <summary>What an ONNX file says.</summary>
    public OnnxDocument? Onnx { get; init; }

    public long Parameters { get; init; }

    public required IReadOnlyList<TensorEntry> Tensors { get; init; }
}
