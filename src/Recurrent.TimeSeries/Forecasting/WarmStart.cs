using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Training;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Lets a run start from an earlier model.</summary>
internal static class WarmStart
{
    /// <summary>The design with the earlier model's network and inputs, which its weights were made for.</summary>
    /// <exception cref="ArgumentException">Head, horizon, quantiles, frequency or covariates differ.</exception>
    public static ForecastDesign Fit(ForecastDesign design, Forecaster initial)
    {
        var (architecture, preprocessing) = (initial.State.Architecture, initial.State.Preprocessing);
        Check("head", architecture.Head, design.Architecture.Head);
        Check("horizon", architecture.Horizon, design.Architecture.Horizon);
        Check("quantiles", string.Join(", ", architecture.Quantiles), string.Join(", ", design.Architecture.Quantiles));
        Check("frequency", preprocessing.Frequency, design.Preprocessing.Frequency);
        Check("covariates", Names(preprocessing), Names(design.Preprocessing));
        var settings = design.Preprocessing.Settings.Append(
            new ChosenSetting("start", "earlier model", "its network, seasons, context and scales are kept; those listed above are not used"));
        return design with { Architecture = architecture, Preprocessing = preprocessing with { Calibration = null, Settings = [.. settings] } };
    }

    public static void Copy(Module source, Module target) =>
        target.LoadParameters(source.Parameters().ToDictionary(named => named.Name, named => (Tensor)named.Parameter));

    private static string Names(ForecastPreprocessing preprocessing) =>
        string.Join(", ", preprocessing.Covariates.Select(one => $"{one.Name} ({one.Kind})").Concat(preprocessing.Holidays.Select(one => $"{one.Name} (holidays)")));

    private static void Check<T>(string what, T earlier, T now)
    {
        if (EqualityComparer<T>.Default.Equals(earlier, now)) return;
        throw new ArgumentException($"The initial model has {what} {earlier}, this training {now}; use the same, or start without it.");
    }
}
