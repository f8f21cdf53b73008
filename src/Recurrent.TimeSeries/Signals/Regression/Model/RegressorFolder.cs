using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Signals.Regression.Linear;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>Writes and reads the folder of a regressor.</summary>
internal static class RegressorFolder
{
    public const string Task = "signal";
    private const int LargestSize = 1 << 10;

    public static void Write(string folder, SignalState state) => ModelFolder.Write(
        folder,
        new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, RegressorJsonContext.Default.SignalArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, RegressorJsonContext.Default.SignalSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        },
        state.Network);

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static SignalState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        var file = Path.Combine(stored.Folder, ModelFolder.ManifestFile);
        if (stored.Manifest.Task != Task)
            throw new StorageFormatException(file, "$.task", $"is '{stored.Manifest.Task}', expected '{Task}'; open the model with the command of its task.");
        if (stored.Manifest.Preprocessing is not { } described)
            throw new StorageFormatException(file, "$.preprocessing", "is missing; a regressor cannot be used without it.");
        var architecture = Parse(file, "$.architecture", stored.Manifest.Architecture, RegressorJsonContext.Default.SignalArchitecture);
        if (architecture.Form != SignalArchitecture.FormName)
            throw new StorageFormatException(file, "$.architecture.form", $"is '{architecture.Form}', expected '{SignalArchitecture.FormName}'.");
        var settings = Parse(file, "$.preprocessing", described, RegressorJsonContext.Default.SignalSettings);
        CheckSizes(file, architecture);
        CheckSettings(file, architecture, settings);
        var network = new SignalNetwork(architecture);
        stored.LoadInto(network);
        return new SignalState(architecture, settings, network) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static T Parse<T>(string file, string field, JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Deserialize(type) ?? throw new StorageFormatException(file, field, "is null, expected an object.");
        }
        catch (JsonException wrong)
        {
            throw new StorageFormatException(file, field + (wrong.Path ?? "").TrimStart('$'), wrong.Message, wrong);
        }
    }

    /// <summary>Sizes decide how much memory is taken, so none is believed unseen.</summary>
    private static void CheckSizes(string file, SignalArchitecture architecture)
    {
        Size("$.architecture.inputs", architecture.Inputs, 1);
        Size("$.architecture.outputs", architecture.Outputs, 1);
        Size("$.architecture.members", architecture.Members.Length, 1);
        foreach (var member in architecture.Members)
        {
            Size("$.architecture.members.states", member.States, 1);
            Size("$.architecture.members.units", member.Units, 0);
        }

        void Size(string field, int value, int least)
        {
            if (value < least || value > LargestSize) throw new StorageFormatException(file, field, $"is {value}, expected {least} to {LargestSize}; the file was changed or is damaged.");
        }
    }

    private static void CheckSettings(string file, SignalArchitecture architecture, SignalSettings settings)
    {
        Length("$.preprocessing.inputs", settings.Inputs.Length, architecture.Inputs);
        Length("$.preprocessing.inputScales", settings.InputScales.Length, architecture.Inputs);
        Length("$.preprocessing.outputs", settings.Outputs.Length, architecture.Outputs);
        Length("$.preprocessing.outputScales", settings.OutputScales.Length, architecture.Outputs);
        if (!(settings.Noise > 0)) throw new StorageFormatException(file, "$.preprocessing.noise", $"is {settings.Noise}, expected a number above 0.");
        if (settings.InputScales.Concat(settings.OutputScales).Any(static scale => !(scale.Spread > 0)))
            throw new StorageFormatException(file, "$.preprocessing", "has a spread that is not above 0.");
        Equation("$.preprocessing.fir", settings.Fir);
        Equation("$.preprocessing.arx", settings.Arx);

        void Length(string field, int found, int expected)
        {
            if (found != expected) throw new StorageFormatException(file, field, $"has {found} entries, expected {expected}; the file was changed or is damaged.");
        }

        void Equation(string field, ArxModel model)
        {
            if (model.Order is < 0 or > LargestSize || model.Feedback < 0 || model.Feedback > model.Order || model.Inputs != architecture.Inputs || model.Outputs != architecture.Outputs)
                throw new StorageFormatException(file, field, "has sizes that do not fit the model; the file was changed or is damaged.");
            Length(field + ".weights", model.Weights.Length, model.Outputs * ((model.Feedback * model.Outputs) + ((model.Order + 1) * model.Inputs) + 1));
        }
    }
}
