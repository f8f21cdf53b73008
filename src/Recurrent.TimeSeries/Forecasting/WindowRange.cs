namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Origins of one series to learn from: from <paramref name="First"/> up to but not including <paramref name="End"/>.</summary>
/// <param name="Series">The series.</param>
/// <param name="First">First origin.</param>
/// <param name="End">End of the training part; the last windows reach behind it with masked targets.</param>
internal readonly record struct WindowRange(PreparedSeries Series, int First, int End)
{
    public int Count => End - First;

    public WindowOrigin At(int index) => new(Series, First + index, End);
}
