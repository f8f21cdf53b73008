using Recurrent.TimeSeries.Forecasting.Paths;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Chooses every setting the caller left open from the data before the held-out end.</summary>
internal sealed class SettingsChooser(SeriesCollection data, ForecasterOptions options)
{
    private const int ContextLimit = 256;
    private const int LongestSegment = 48;
    private const int DilatedBlocks = 2;
    private const int MostStaticValues = 32;
    private const int MostValidationWindows = 1000;
    private const int SeveralOrigins = 4;
    private readonly SettingsList _list = new();
    private readonly DataSurvey _survey = new(data, options.Horizon);

    private int Horizon => options.Horizon;

    /// <summary>Values to learn from, over all series.</summary>
    private long LearntValues => data.Sum(series => (long)KnownValues.Count(_survey.Known(series)));

    private int LongestKnown => data.Max(series => series.Length) - Horizon;

    public ForecastDesign Choose()
    {
        _list.Note("horizon", $"{Horizon}", "set by the caller; as many values at the end of every series are held out for the test score");
        var preprocessing = ChoosePreprocessing();
        var architecture = ChooseArchitecture(preprocessing);
        var training = ChooseTraining(preprocessing);
        return new ForecastDesign(architecture, preprocessing with { Settings = _list.ToArray() }, training);
    }

    private ForecastPreprocessing ChoosePreprocessing()
    {
        var periods = ChoosePeriods();
        var scoring = _list.Take("scoring period", options.ScoringPeriod, periods is [var first, ..] ? first : 1, "the shortest season, or 1 without one");
        var season = periods is [var shortest, ..] ? shortest : 1;
        var transform = ChooseTransform(season);
        var basePeriod = _survey.BasePeriod(periods);
        var preprocessing = new ForecastPreprocessing
        {
            Frequency = data.Frequency,
            Context = ChooseContext(periods),
            Periods = periods,
            BasePeriod = basePeriod,
            // A season that too few series show for the network may still be found in single ones by the fit to each.
            FittedPeriod = periods.Length > 0 ? periods[0] : options.SeasonalPeriods is null ? Seasonality.Usual(data.Frequency) : 1,
            ScoringPeriod = scoring,
            Transform = transform,
            LogFloor = transform == DataTransformKind.Log ? SmallestPositive() / 10 : 0,
            Cycles = CycleChooser.Choose(data, periods, Horizon),
            Covariates = [.. CovariateChooser.Covariates(data, Horizon)],
            Holidays = [.. HolidayChooser.Choose(data, Horizon)],
            Statics = [.. CovariateChooser.Statics(data, MostStaticValues)],
            ReadsMissing = DataSurvey.LacksValues(data, Horizon),
            Settings = [],
        };
        foreach (var holidays in preprocessing.Holidays) HolidayChooser.Note(_list, holidays);
        MissingSummary.Note(_list, data, preprocessing);
        return preprocessing with { Base = ChooseBase(preprocessing) };
    }

    private ForecastBase ChooseBase(ForecastPreprocessing preprocessing)
    {
        if (options.Head.IsPositive())
        {
            _list.Note("base forecast", "mean", "mean of the context; the network predicts values relative to it");
            return ForecastBase.Naive;
        }

        // Heads that draw step by step go on from their own draws, which only a copy of the past can do.
        var chosen = options.Base ?? (options.Head.IsSampled() ? ForecastBase.Naive : _survey.Base(preprocessing));
        var name = chosen switch
        {
            ForecastBase.Theta => "theta",
            ForecastBase.Smoothing => "exponential smoothing",
            _ => preprocessing.BasePeriod == 1 ? "last value" : $"last season of {preprocessing.BasePeriod}",
        };
        var reason = options.Base is null or ForecastBase.Naive ? "had the smallest error at earlier origins" : "set by the caller";
        _list.Note("base forecast", name, reason + "; the network predicts the distance from it");
        return chosen;
    }

    private DataTransformKind ChooseTransform(int season)
    {
        if (options.Head.IsPositive())
            return _list.Take("transform", options.Transform, DataTransformKind.None, $"the head {options.Head.Name()} describes the values themselves");
        if (options.Head == ForecastHead.StudentT)
            return _list.Take("transform", options.Transform, DataTransformKind.None, "the logarithm of a value with heavy tails has no mean");
        return _list.Take("transform", options.Transform, _survey.Transform(season), "log when most series are positive and swing in proportion to their level");
    }

    private int[] ChoosePeriods()
    {
        int[] periods = options.SeasonalPeriods is { } asked ? [.. asked.Where(period => period > 1).Distinct().Order()] : _survey.Periods();
        var reason = options.SeasonalPeriods is not null ? "set by the caller"
            : periods.Length > 0 ? "significant in the autocorrelation of the values before the held-out end"
            : "no significant peak in the autocorrelation of the values before the held-out end";
        _list.Note("seasonality", SettingsList.List(periods), reason);
        return periods;
    }

    private int ChooseContext(int[] periods)
    {
        var seasons = periods is [var first, ..] ? 3 * first : Math.Max(2 * Horizon, 24);
        var longest = periods is [.., var last] && last <= ContextLimit ? last : 1;
        var wanted = Math.Max(Horizon, Math.Max(seasons, longest));
        var room = Math.Max(1, LongestKnown / 2);
        var context = Math.Min(Math.Min(wanted, ContextLimit), room);
        var reason = context < wanted
            ? context == room ? "half of the longest series" : $"at most {ContextLimit} for speed"
            : periods.Length > 0 ? "three short seasons or one long season, at least the horizon" : "twice the horizon, at least 24";
        return _list.Take("context", options.Context, context, reason);
    }

    private ForecastArchitecture ChooseArchitecture(ForecastPreprocessing preprocessing)
    {
        var layout = new FeatureLayout(preprocessing);
        var isSampled = options.Head.IsSampled();
        var inputs = isSampled ? new PathLayout(preprocessing, options.Head).Inputs : layout.EncoderInputs;
        ChooseHead();
        var values = LearntValues;
        var reason = $"{values} values to learn from";
        if (options.Body != ForecastBody.Steps) _list.Note("body", options.Body == ForecastBody.Segments ? "segments" : "dilated", "set by the caller");
        _list.Note("cell", options.Cell, options.Cell == "lstm" ? "default" : "set by the caller");
        return new ForecastArchitecture
        {
            Body = options.Body,
            Head = options.Head,
            Paths = isSampled ? options.Paths : 1,
            SegmentLength = ChooseSegment(preprocessing),
            Cell = options.Cell,
            Hidden = _list.Take("hidden", options.Hidden, values < 1_000 ? 16 : values < 10_000 ? 24 : values < 100_000 ? 48 : 64, reason),
            Layers = options.Body == ForecastBody.Dilated
                ? _list.Take("blocks", options.Layers, DilatedBlocks, "dilations 1, 2, 4 and 8, the shortcut around the last two")
                : _list.Take("layers", options.Layers, 1, "default"),
            Members = _list.Take("members", options.Members, values < 10_000 ? 5 : values < 100_000 ? 3 : 2, "networks averaged: fewer data, more of them"),
            Dropout = _list.Take("dropout", options.Dropout, values < 10_000 ? 0.2 : 0.1, reason),
            Horizon = Horizon,
            Quantiles = options.Head == ForecastHead.Point ? [0.5] : [.. options.Quantiles],
            EncoderInputs = inputs,
            DecoderInputs = isSampled ? inputs : layout.DecoderInputs,
        };
    }

    private void ChooseHead()
    {
        if (options.Head == ForecastHead.Quantiles) return;
        _list.Note("head", options.Head.Name(), "set by the caller");
        if (options.Head.IsSampled())
            _list.Note("paths", $"{options.Paths}", "drawn for each forecast; quantiles and mean are theirs");
    }

    /// <summary>About a season's fraction that divides season, horizon and context, or a step of its own where nothing fits.</summary>
    private int ChooseSegment(ForecastPreprocessing preprocessing)
    {
        if (options.Body != ForecastBody.Segments) return 1;
        var season = preprocessing.Periods is [var first, ..] ? first : Horizon;
        var fitting = Enumerable.Range(1, LongestSegment).Where(length => season % length == 0 && Horizon % length == 0).Max();
        return _list.Take("segment", options.SegmentLength, fitting, $"the longest that divides season and horizon, at most {LongestSegment} steps");
    }

    private TrainingSettings ChooseTraining(ForecastPreprocessing preprocessing)
    {
        var values = LearntValues;
        var reason = $"{values} values to learn from";
        return new TrainingSettings
        {
            Windows = ChooseWindows(preprocessing),
            BatchSize = _list.Take("batch", options.BatchSize, values < 10_000 ? 32 : 128, reason),
            StepsPerEpoch = _list.Take("steps per epoch", options.StepsPerEpoch, values < 10_000 ? 20 : 100, reason),
            Epochs = _list.Take("epochs", options.Epochs, values < 10_000 ? 30 : 15, "longest run; stops earlier when validation stops improving"),
            Patience = _list.Take("patience", options.Patience, 10, "epochs without a better validation loss"),
            LearningRate = _list.Take("learning rate", options.LearningRate, ChooseLearningRate(preprocessing), "peak; falls along a cosine"),
            WeightDecay = _list.Take("weight decay", options.WeightDecay, values < 10_000 ? 0.1 : 0.01, reason),
        };
    }

    /// <summary>Little is left to learn from many series behind a fit to each, and a network that learns fast learns what was common to all in the last years.</summary>
    private double ChooseLearningRate(ForecastPreprocessing preprocessing) => LearntValues switch
    {
        < 1_000 => 0.005,
        < 10_000 when preprocessing.Base == ForecastBase.Naive => 0.002,
        _ when preprocessing.Base == ForecastBase.Naive => 0.003,
        _ => 0.0005,
    };

    private WindowPlan ChooseWindows(ForecastPreprocessing preprocessing)
    {
        var stride = Math.Max(1, Horizon / 4);
        var longEnough = data.Count(series => series.Length > 3 * Horizon);
        var room = Math.Max(Horizon, LongestKnown / 5);
        var possible = 1 + ((room - Horizon) / stride);
        // Intervals are fitted to several points in time, also of many series, where these cost no more than an eighth of the longest.
        var several = Math.Min(SeveralOrigins, 1 + Math.Max(0, ((LongestKnown / 8) - Horizon) / stride));
        var origins = Math.Max(1, Math.Min(possible, Math.Max(several, MostValidationWindows / Math.Max(1, longEnough))));
        _list.Note("validation", $"{origins} origins, {stride} steps apart", "the values before the held-out end, at most a fifth of the longest series");
        if (options.Calibrate)
            _list.Note("intervals", $"split-conformal, {origins} {(origins == 1 ? "origin" : "rolling origins")}", "widened or narrowed until they cover the validation part as they should");
        var history = Math.Max(preprocessing.BasePeriod + Math.Min(preprocessing.BasePeriod, Horizon), Math.Min(preprocessing.Context / 2, 32));
        return new WindowPlan(Horizon, origins, stride, history);
    }

    private double SmallestPositive()
    {
        var smallest = double.MaxValue;
        foreach (var series in data)
            foreach (var value in _survey.Known(series))
                if (value > 0) smallest = Math.Min(smallest, value);
        return smallest < double.MaxValue
            ? smallest
            : throw new DataFormatException("The logarithm was asked for, but no value is positive; train without it.");
    }
}
