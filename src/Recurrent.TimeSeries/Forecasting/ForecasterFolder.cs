using System.Text.Json;
using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Storage;
using Recurrent.Tensors.Storage;
using Recurrent.TimeSeries.Forecasting.Paths;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Writes and reads the folder of a forecasting model.</summary>
internal static class ForecasterFolder
{
    public const string Task = "forecast";
    private const int LargestSize = 1 << 20;

    public static void Write(string folder, ForecasterState state)
    {
        var manifest = new ModelManifest
        {
            Task = Task,
            Architecture = JsonSerializer.SerializeToElement(state.Architecture, ForecastJsonContext.Default.ForecastArchitecture),
            Preprocessing = JsonSerializer.SerializeToElement(state.Preprocessing, ForecastJsonContext.Default.ForecastPreprocessing),
            Seed = state.Seed,
            Metrics = state.Metrics,
        };
        ModelFolder.Write(folder, manifest, state.Network, place => HistoryFile.Write(Path.Combine(place, HistoryFile.Name), state.History));
    }

    /// <exception cref="IOException">The folder is missing, damaged or of another task.</exception>
    public static ForecasterState Read(string folder)
    {
        var stored = ModelFolder.Read(folder);
        stored.CheckTask(Task);
        var architecture = stored.ReadArchitecture(ForecastJsonContext.Default.ForecastArchitecture);
        var preprocessing = stored.ReadPreprocessing(ForecastJsonContext.Default.ForecastPreprocessing);
        Check(stored.ManifestPath, architecture, preprocessing);
        var network = stored.Build(() => NewNetwork(architecture));
        var history = HistoryFile.Read(Path.Combine(stored.Folder, HistoryFile.Name), preprocessing.Frequency);
        return new ForecasterState(architecture, preprocessing, network, history) { Seed = stored.Manifest.Seed, Metrics = stored.Manifest.Metrics };
    }

    private static Module NewNetwork(ForecastArchitecture architecture) => architecture.Head.IsSampled()
        ? new PathNetwork(architecture, InitializationScope.ForLoading)
        : new ForecastNetwork(architecture, InitializationScope.ForLoading);

    private static void Check(string file, ForecastArchitecture architecture, ForecastPreprocessing preprocessing)
    {
        Size("$.architecture.horizon", architecture.Horizon);
        Size("$.architecture.hidden", architecture.Hidden);
        Size("$.architecture.layers", architecture.Layers);
        Size("$.architecture.segmentLength", architecture.SegmentLength);
        Size("$.architecture.members", architecture.Members);
        Size("$.architecture.paths", architecture.Paths);
        if (!Enum.IsDefined(architecture.Head)) Wrong("$.architecture.head", (long)architecture.Head, "the name of a head");
        Size("$.preprocessing.context", preprocessing.Context);
        Size("$.preprocessing.basePeriod", preprocessing.BasePeriod);
        Size("$.preprocessing.scoringPeriod", preprocessing.ScoringPeriod);
        foreach (var period in preprocessing.Periods) Size("$.preprocessing.periods", period);
        if (preprocessing.Frequency.Multiple < 1) Wrong("$.preprocessing.frequency.multiple", preprocessing.Frequency.Multiple, "at least 1");
        if (preprocessing.Covariates.Any(one => one.Factor == 0)) Wrong("$.preprocessing.covariates.factor", 0, "a number other than 0");
        CheckQuantiles();
        CheckInputs();
        if (preprocessing.Calibration is not { } calibration) return;
        Size("$.preprocessing.calibration.blockLength", calibration.BlockLength);
        if (calibration.Factors.Length == 0 || Array.Exists(calibration.Factors, block => block.Length != architecture.Quantiles.Length))
            Wrong("$.preprocessing.calibration.factors", calibration.Factors.Length, $"blocks of {architecture.Quantiles.Length} factors");

        void Size(string field, int value) => StorageChecks.Size(file, field, value, 1, LargestSize);

        void CheckQuantiles()
        {
            try
            {
                QuantileLevels.Checked(architecture.Quantiles);
            }
            catch (ArgumentException wrong)
            {
                throw new StorageFormatException(file, "$.architecture.quantiles", wrong.Message, wrong);
            }
        }

        void CheckInputs()
        {
            var layout = new FeatureLayout(preprocessing);
            var (encoder, decoder) = (layout.EncoderInputs, layout.DecoderInputs);
            if (architecture.Head.IsSampled()) encoder = decoder = new PathLayout(preprocessing, architecture.Head).Inputs;
            if (architecture.EncoderInputs != encoder)
                Wrong("$.architecture.encoderInputs", architecture.EncoderInputs, $"{encoder}, which the preprocessing gives");
            if (architecture.DecoderInputs != decoder)
                Wrong("$.architecture.decoderInputs", architecture.DecoderInputs, $"{decoder}, which the preprocessing gives");
        }

        void Wrong(string field, long found, string expected) =>
            throw new StorageFormatException(file, field, $"is {found}, expected {expected}; the file was changed or is damaged.");
    }
}
