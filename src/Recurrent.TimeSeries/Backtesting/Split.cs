namespace Recurrent.TimeSeries.Backtesting;

/// <summary>One series cut by time into training, validation and test.</summary>
/// <param name="Training">Earliest values, at least one.</param>
/// <param name="Validation">Values behind them; may be empty.</param>
/// <param name="Test">Latest values; may be empty.</param>
public readonly record struct Split(TrainingPart Training, ValidationPart Validation, TestPart Test)
{
    /// <summary>Cuts a fixed number of values off the end.</summary>
    /// <param name="series">The series.</param>
    /// <param name="test">Length of the test part, at least 0.</param>
    /// <param name="validation">Length of the validation part before it, at least 0.</param>
    /// <returns>The three parts; together they are the series.</returns>
    /// <exception cref="ArgumentException">Nothing is left to train on, or a length is negative.</exception>
    public static Split Last(Series series, int test, int validation = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(test);
        ArgumentOutOfRangeException.ThrowIfNegative(validation);
        var training = series.Length - (long)test - validation;
        if (training < 1)
            throw new ArgumentException(
                $"Series '{series.Id}' has {series.Length} values, but {validation} for validation and {test} for the test leave none to train on;"
                + " use a shorter horizon or a longer series.", nameof(series));
        return Cut(series, (int)training, validation);
    }

    /// <summary>Cuts by shares of the length, rounded down; the test part takes the rest.</summary>
    /// <param name="series">The series.</param>
    /// <param name="training">Share of the training part, more than 0 and at most 1.</param>
    /// <param name="validation">Share of the validation part; the sum is at most 1.</param>
    /// <returns>The three parts.</returns>
    /// <exception cref="ArgumentException">The shares are out of range or the series is too short.</exception>
    public static Split Shares(Series series, double training, double validation)
    {
        if (!(training > 0) || !(validation >= 0) || training + validation > 1 + 1e-12)
            throw new ArgumentException(
                $"Received the shares {training} and {validation}; expected positive training, non-negative validation and a sum of at most 1.",
                nameof(training));
        // The small term keeps 0.7 + 0.1 of 10 at 8 despite binary fractions.
        var first = (int)((series.Length * training) + 1e-9);
        var second = Math.Min(series.Length, (int)((series.Length * (training + validation)) + 1e-9));
        if (first < 1)
            throw new ArgumentException(
                $"Series '{series.Id}' has {series.Length} values, too few for a training share of {training}; use a longer series.",
                nameof(series));
        return Cut(series, first, second - first);
    }

    private static Split Cut(Series series, int training, int validation) => new(
        new TrainingPart(SeriesPart.Of(series, 0, training)),
        new ValidationPart(SeriesPart.Of(series, training, validation)),
        new TestPart(SeriesPart.Of(series, training + validation, series.Length - training - validation)));
}
