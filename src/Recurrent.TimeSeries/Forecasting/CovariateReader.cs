using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Scales the covariates of one series into input columns and checks that they reach as far as they must.</summary>
internal readonly ref struct CovariateReader(Series source, IReadOnlyList<Covariate>? future, int horizon)
{
    /// <summary>Scaled values further out than this say no more than that they are extreme.</summary>
    private const double Limit = 10;

    /// <summary>Writes one covariate into a column of a row-major table whose rows are steps, and into the next where it is missing, if the model reads that.</summary>
    /// <returns>Number of columns written.</returns>
    public int Read(CovariateScale scale, float[] table, int column, int columns)
    {
        var known = Known(scale.Name);
        Write(known.Values, source.Length, 0);
        var written = scale.ReadsMissing ? 2 : 1;
        if (scale.Kind == CovariateKind.Past || horizon == 0) return written;
        var ahead = Ahead(scale.Name);
        Write(ahead.Values, horizon, source.Length);
        return written;

        void Write(IReadOnlyList<double> values, int count, int start)
        {
            for (var t = 0; t < count; t++)
            {
                var place = ((start + t) * columns) + column;
                if (!double.IsNaN(values[t])) table[place] = (float)Math.Clamp((values[t] - scale.Offset) / scale.Factor, -Limit, Limit);
                else if (scale.ReadsMissing) table[place + 1] = 1;
            }
        }
    }

    /// <summary>Writes the holidays into columns of such a table.</summary>
    /// <returns>Number of columns written.</returns>
    public int Read(HolidayVocabulary holidays, float[] table, int column, int columns)
    {
        var ahead = horizon == 0 ? null : Ahead(holidays.Name);
        new HolidayReader(holidays, Known(holidays.Name), ahead, source.Length + horizon, source.Length).Read(table, column, columns);
        return holidays.Inputs;
    }

    private Covariate Known(string name) => Find(source.Covariates, name)
        ?? throw new DataFormatException($"{(source.Id.Length == 0 ? "The series" : $"Series '{source.Id}'")} has no covariate '{name}', which the model was trained with; read the data with that column.");

    private Covariate Ahead(string name)
    {
        var ahead = Find(future ?? [], name);
        if (ahead is null || ahead.Values.Count < horizon)
        {
            throw new DataFormatException(
                $"The known-future covariate '{name}' of {Series} has {ahead?.Values.Count ?? 0} values behind the end of the"
                + $" series; a forecast of {horizon} steps needs {horizon}. Give the future values (rnn predict: --future FILE).")
            { Column = name };
        }

        CheckKnown(ahead);
        return ahead;
    }

    /// <summary>What is to come must be known: a forecast that guessed it would not be the one that was asked for.</summary>
    private void CheckKnown(Covariate ahead)
    {
        for (var step = 0; step < horizon; step++)
        {
            if (double.IsFinite(ahead.Values[step])) continue;
            throw new DataFormatException(
                $"The known-future covariate '{ahead.Name}' of {Series} has no value for {source.Times.Text(source.Length + step)}; a forecast"
                + $" of {horizon} steps needs all {horizon}. Fill it in (rnn predict: --future FILE).")
            { Column = ahead.Name };
        }
    }

    private string Series => source.Id.Length == 0 ? "the series" : $"series '{source.Id}'";

    private static Covariate? Find(IReadOnlyList<Covariate> covariates, string name) => covariates.FirstOrDefault(one => one.Name == name);
}
