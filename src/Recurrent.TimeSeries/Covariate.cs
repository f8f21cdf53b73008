namespace Recurrent.TimeSeries;

/// <summary>A second quantity that accompanies a series, one value a time step.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Kind">Whether it is known ahead of time.</param>
/// <param name="Values">One value a time step, as long as the series; NaN where it is missing, which only the past may lack. [T]</param>
public sealed record Covariate(string Name, CovariateKind Kind, IReadOnlyList<double> Values)
{
    /// <summary>Name of the holiday of each step, empty where there is none; null when this is a number. See <see cref="Holidays"/>. [T]</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Makes the column of holidays, which a model reads by name and not as a number.</summary>
    /// <param name="name">Column name.</param>
    /// <param name="labels">Name of the holiday at each time step, empty where there is none; on data finer than a day at every step of the day. [T]</param>
    /// <returns>A covariate known ahead of time whose values are 1 on holidays and 0 otherwise.</returns>
    public static Covariate Holidays(string name, IReadOnlyList<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return new Covariate(name, CovariateKind.Future, [.. labels.Select(static label => label.Length > 0 ? 1.0 : 0)]) { Labels = labels };
    }
}
