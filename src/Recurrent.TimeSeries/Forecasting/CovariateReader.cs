using Recurrent.TimeSeries.Reading;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Scales the covariates of one series into input columns and checks that they reach as far as they must.</summary>
internal readonly ref struct CovariateReader(Series source, IReadOnlyList<Covariate>? future, int horizon)
{
    /// <summary>Scaled values further out than this say no more than that they are extreme.</summary>
    private const double Limit = 10;

    /// <summary>Writes one covariate into a column of a row-major table whose rows are steps.</summary>
    public void Read(CovariateScale scale, float[] table, int column, int columns)
    {
        var known = Find(source.Covariates, scale.Name)
            ?? throw new DataFormatException(
                $"Series '{source.Id}' has no covariate '{scale.Name}', which the model was trained with; read the data with that column.");
        Write(known.Values, source.Length, 0);
        if (scale.Kind == CovariateKind.Past || horizon == 0) return;
        var ahead = Find(future ?? [], scale.Name);
        if (ahead is null || ahead.Values.Count < horizon)
        {
            throw new DataFormatException(
                $"The known-future covariate '{scale.Name}' of series '{source.Id}' has {ahead?.Values.Count ?? 0} values behind the end of the"
                + $" series; a forecast of {horizon} steps needs {horizon}. Give the future values (rnn predict: --future FILE).");
        }

        Write(ahead.Values, horizon, source.Length);

        void Write(IReadOnlyList<double> values, int count, int start)
        {
            for (var t = 0; t < count; t++)
                table[((start + t) * columns) + column] = (float)Math.Clamp((values[t] - scale.Offset) / scale.Factor, -Limit, Limit);
        }
    }

    private static Covariate? Find(IReadOnlyList<Covariate> covariates, string name) => covariates.FirstOrDefault(one => one.Name == name);
}
