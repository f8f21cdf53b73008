using System.Globalization;
using Recurrent.Training;

namespace Recurrent.TimeSeries.AnomalyDetection;

/// <summary>What is chosen before training, from options and training rows.</summary>
internal sealed record DetectorPlan(DetectorArchitecture Architecture, DetectorSettings Settings)
{
    private const int PredictorHidden = 16;
    private const int ReconstructionHidden = 32;
    private const int UsualWindow = 32;
    private const int PredictorQuiet = 50;
    private const double LongestClockStep = 0.25;

    /// <summary>Rates below a tenth of one in the training rows are guesses about what nobody has seen, but a predictor goes on learning.</summary>
    private const double RarestOfPredictor = 0.1;
    private const double RarestOfReconstruction = 1;

    /// <summary>An alarm has to be rare to mean something, however slow the rows come.</summary>
    private const double LargestProbability = 0.01;

    public static DetectorPlan Of(IReadOnlyList<DetectionTable> tables, DetectorOptions options)
    {
        var channels = tables[0].Channels.Count;
        var method = options.Method ?? (channels == 1 ? DetectionMethod.Predict : DetectionMethod.Reconstruct);
        var isPredictor = method == DetectionMethod.Predict;
        var longest = tables.Max(static table => table.Rows);
        var step = tables.Select(static table => table.StepDays).FirstOrDefault(static days => days is not null);
        var architecture = new DetectorArchitecture
        {
            Method = method,
            Cell = options.Cell,
            Hidden = options.Hidden ?? (isPredictor ? PredictorHidden : ReconstructionHidden),
            Layers = options.Layers,
            Channels = channels,
            HasClock = isPredictor && step is <= LongestClockStep && tables.All(static table => table.HasCalendar),
            Window = isPredictor ? 1 : Math.Min(options.Window ?? UsualWindow, longest / 4),
        };
        var days = step ?? 1.0 / options.RowsPerDay;
        var rows = tables.Sum(static table => (double)table.Rows);
        var probability = Math.Clamp(options.FalseAlarmsPerDay * days, Math.Min((isPredictor ? RarestOfPredictor : RarestOfReconstruction) / rows, LargestProbability), LargestProbability);
        var settings = new DetectorSettings
        {
            Channels = [.. tables[0].Channels],
            Columns = tables[0].Columns,
            Scales = [.. Enumerable.Range(0, channels).Select(channel => ChannelScale.Of([.. tables.SelectMany(table => table.Channel(channel))]))],
            Threshold = -Math.Log(probability),
            StepDays = days,
            FalseAlarmsPerDay = probability / days,
            QuietRows = options.QuietRows ?? (isPredictor ? PredictorQuiet : 0),
            Adapts = isPredictor,
            Settings = [],
        };
        return new DetectorPlan(architecture, settings with { Settings = [.. List(options, architecture, settings, step)] });
    }

    private static IEnumerable<ChosenSetting> List(DetectorOptions options, DetectorArchitecture architecture, DetectorSettings settings, double? step)
    {
        yield return new ChosenSetting("method", architecture.Method.ToString().ToLowerInvariant(),
            options.Method is not null ? "given" : architecture.Channels == 1 ? "one channel" : $"{architecture.Channels} channels");
        yield return new ChosenSetting("channels", string.Join(", ", settings.Channels), "numeric columns of the file");
        yield return new ChosenSetting("cell", architecture.Cell, "given or usual");
        yield return new ChosenSetting("hidden", Text(architecture.Hidden), options.Hidden is null ? "usual for the method" : "given");
        yield return new ChosenSetting("layers", Text(architecture.Layers), "given or usual");
        if (architecture.Method == DetectionMethod.Reconstruct)
            yield return new ChosenSetting("window", Text(architecture.Window), options.Window == architecture.Window ? "given" : "usual, at most a quarter of the rows");
        yield return new ChosenSetting("clock", architecture.HasClock ? "yes" : "no",
            architecture.HasClock ? "rows have times and come at least every six hours" : "not used by the method, or rows have no times or come rarely");
        yield return new ChosenSetting("seconds_between_rows", Text(settings.StepDays * 86400), step is null ? "rows_per_day, since the rows have no times" : "median of the training rows");
        yield return new ChosenSetting("false_alarms_per_day", Text(settings.FalseAlarmsPerDay), Reason(options, settings));
        yield return new ChosenSetting("quiet_rows", Text(settings.QuietRows), options.QuietRows is null ? "usual for the method" : "given");
        yield return new ChosenSetting("epochs", Text(options.Epochs), "given or usual, at most");
        yield return new ChosenSetting("steps per epoch", Text(DetectorJob.StepsPerEpoch), "usual");
        yield return new ChosenSetting("seed", options.Seed.ToString(CultureInfo.InvariantCulture), "given or usual");
    }

    private static string Reason(DetectorOptions options, DetectorSettings settings)
    {
        var ratio = settings.FalseAlarmsPerDay / options.FalseAlarmsPerDay;
        if (ratio > 1 + 1e-9) return "the training rows are too few to tell a lower rate";
        return ratio < 1 - 1e-9 ? "at most one row in a hundred" : "given or usual; the threshold follows from it and the training rows";
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
