using System.Text.Json;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Signals.Regression.Linear;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>Writes and reads the folder of a regressor.</summary>
internal static class RegressorFolder
{
    public const string Task = "signal";
    private const int LargestSize = 1 << 10;

    public static void Write(string folder, RegressorState state) => ModelFolder.Write(
        folder,
        new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, RegressorJsonContext.Default.RegressorArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Settings, RegressorJsonContext.Default.RegressorSettings),
            Seed = state.Seed,
            Metrics = state.Metrics,
        },
        state.Network);

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static RegressorState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(RegressorJsonContext.Default.RegressorArchitecture);
        if (architecture.Form != RegressorArchitecture.FormName)
            throw new StorageFormatException(stored.ManifestPath, "$.architecture.form", $"is '{architecture.Form}', expected '{RegressorArchitecture.FormName}'.");
        var settings = stored.ReadPreprocessing(RegressorJsonContext.Default.RegressorSettings);
        CheckSizes(stored.ManifestPath, architecture);
        CheckSettings(stored.ManifestPath, architecture, settings);
        var network = stored.Build(() => new RegressorNetwork(architecture));
        return new RegressorState(architecture, settings, network) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static void CheckSizes(string file, RegressorArchitecture architecture)
    {
        Size("$.architecture.inputs", architecture.Inputs, 1);
        Size("$.architecture.outputs", architecture.Outputs, 1);
        Size("$.architecture.members", architecture.Members.Length, 1);
        foreach (var member in architecture.Members)
        {
            Size("$.architecture.members.states", member.States, 1);
            Size("$.architecture.members.units", member.Units, 0);
        }

        void Size(string field, int value, int least) => StorageChecks.Size(file, field, value, least, LargestSize);
    }

    private static void CheckSettings(string file, RegressorArchitecture architecture, RegressorSettings settings)
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

        void Length(string field, int found, int expected) => StorageChecks.Length(file, field, found, expected);

        void Equation(string field, ArxModel model)
        {
            if (model.Order is < 0 or > LargestSize || model.Feedback < 0 || model.Feedback > model.Order || model.Inputs != architecture.Inputs || model.Outputs != architecture.Outputs)
                throw new StorageFormatException(file, field, "has sizes that do not fit the model; the file was changed or is damaged.");
            Length(field + ".weights", model.Weights.Length, model.Outputs * ((model.Feedback * model.Outputs) + ((model.Order + 1) * model.Inputs) + 1));
        }
    }
}
