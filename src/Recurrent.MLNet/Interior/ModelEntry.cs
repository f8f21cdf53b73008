using Microsoft.ML;

namespace Recurrent.MLNet.Interior;

/// <summary>How a transformer signs its entry in the zip of a model.</summary>
/// <param name="Signature">Eight letters.</param>
/// <param name="Loader">Name of what reads it, at most 24 letters.</param>
internal sealed record ModelEntry(string Signature, string Loader)
{
    public const string ForecastLoader = "RecurrentForecast";
    public const string DetectionLoader = "RecurrentDetection";
    public const string TextLoader = "RecurrentText";
    public const string TaggingLoader = "RecurrentTagging";
    private const uint CurrentVersion = 0x00010001;

    public static ModelEntry Forecast { get; } = new("RCRFORCA", ForecastLoader);

    public static ModelEntry Detection { get; } = new("RCRDETEC", DetectionLoader);

    public static ModelEntry Text { get; } = new("RCRTEXTC", TextLoader);

    public static ModelEntry Tagging { get; } = new("RCRTAGGE", TaggingLoader);

    public VersionInfo Version => new(
        Signature, CurrentVersion, CurrentVersion, CurrentVersion, loaderSignature: Loader, loaderAssemblyName: typeof(ModelEntry).Assembly.FullName!);
}
