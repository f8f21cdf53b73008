namespace Recurrent.TimeSeries.Forecasting;

/// <summary>A column of holidays the model reads.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Names">Holidays with an input of their own; all others count as a holiday of no particular kind.</param>
/// <param name="DaySteps">Steps of a day, whose neighbours are told too; 0 on data coarser than a day.</param>
internal sealed record HolidayVocabulary(string Name, string[] Names, int DaySteps)
{
    /// <summary>Whether it is a holiday, one for each name, and the day before and after.</summary>
    public int Inputs => 1 + Names.Length + (DaySteps > 0 ? 2 : 0);
}
