using System.Text.Json;
using System.Text.Json.Serialization;
using Recurrent.Tensors.Storage;

namespace Recurrent.Layers.Storage;

/// <summary>What <c>model.json</c> says about a model: all that is needed to build it again and to know where it came from.</summary>
public sealed record ModelManifest
{
    /// <summary>The format this library writes and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the folder's format.</summary>
    [JsonRequired]
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>What the model does, such as <c>forecasting</c>; decides who may open it.</summary>
    public required string Task { get; init; }

    /// <summary>The task's own description of the layers, as a JSON object.</summary>
    public required JsonElement Architecture { get; init; }

    /// <summary>The task's own description of what is done to its input first, as a JSON object; null when nothing is.</summary>
    public JsonElement? Preprocessing { get; init; }

    /// <summary>The library that wrote the folder.</summary>
    public string LibraryVersion { get; init; } = Tensors.Storage.LibraryVersion.Current;

    /// <summary>The seed of the training run.</summary>
    public ulong Seed { get; init; }

    /// <summary>Scores by name, as measured when the model was made.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>Throws when a field has no sensible value.</summary>
    internal void Check(string file)
    {
        if (FormatVersion is < 1 or > CurrentFormatVersion)
            throw new StorageFormatException(file, "$.formatVersion", $"is {FormatVersion}, this version reads 1 to {CurrentFormatVersion}; use a newer library.");
        if (Task.Length == 0)
            throw new StorageFormatException(file, "$.task", "is empty, expected the name of a task.");
        if (Architecture.ValueKind != JsonValueKind.Object)
            throw new StorageFormatException(file, "$.architecture", $"is {Architecture.ValueKind}, expected an object.");
        if (Preprocessing is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Null) } preprocessing)
            throw new StorageFormatException(file, "$.preprocessing", $"is {preprocessing.ValueKind}, expected an object or null.");
    }
}
