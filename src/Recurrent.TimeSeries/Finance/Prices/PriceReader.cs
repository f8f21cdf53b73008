using Recurrent.TimeSeries.Reading;
using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Finance.Prices;

/// <summary>Reads daily prices from CSV files and refuses what cannot be used with a message that says why.</summary>
public static class PriceReader
{
    /// <summary>Reads one file.</summary>
    /// <param name="path">
    /// CSV in UTF-8, plain or gzip, separated by comma, semicolon, tab or bar: <c>date,close</c> or <c>date,open,high,low,close</c>; further
    /// columns are left out. Rows without a price are skipped and counted.
    /// </param>
    /// <param name="options">Column names; null finds everything from the file.</param>
    /// <returns>At least two days.</returns>
    /// <exception cref="DataFormatException">The file or its content cannot be used; the message gives row, column and repair.</exception>
    public static PriceTable Read(string path, PriceReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var sample = FileSample.Read(path, new SeriesReaderOptions());
        return new PriceFile(sample, PriceColumns.Find(sample, options ?? new PriceReaderOptions())).Read();
    }
}
