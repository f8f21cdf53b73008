using Recurrent.Training.Data;

namespace Recurrent.TimeSeries.Reading;

/// <summary>Reads series from CSV files, plain or gzip, and refuses data that cannot be used with a message that says why.</summary>
public static class SeriesReader
{
    /// <summary>Reads every series of a file.</summary>
    /// <param name="path">
    /// A CSV file in UTF-8: one value a line (<c>unique_id,ds,y</c> or any names that leave one sensible choice) or one series a line
    /// (<see cref="SeriesReaderOptions.Wide"/>).
    /// </param>
    /// <param name="options">Column names and switches; null finds everything from the file.</param>
    /// <returns>At least one series, each of at least <see cref="SeriesReaderOptions.MinimumLength"/> known values at regular
    /// times.</returns>
    /// <exception cref="DataFormatException">The file or its content cannot be used; the message gives row, column and repair.</exception>
    /// <exception cref="ArgumentException">The delimiter is a letter, digit, quote or line end, or the minimum length is below
    /// 1.</exception>
    /// <remarks>
    /// The file is read twice, streaming: once its first 1,000 rows to decide what each column is, once completely. Wide files have no
    /// stamps, so their rows are numbered.
    /// </remarks>
    public static SeriesCollection Read(string path, SeriesReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= new SeriesReaderOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MinimumLength, 1);
        if (options.Delimiter is { } delimiter && (char.IsLetterOrDigit(delimiter) || "\"\r\n\0.-+".Contains(delimiter)))
            throw new ArgumentException($"Received the delimiter '{delimiter}'; expected a separator such as , ; | or tab.",
                nameof(options));
        var sample = FileSample.Read(path, options);
        var wide = options.Wide ?? (options.TargetColumn is null && WideReader.Recognises(sample));
        return wide ? WideReader.Read(sample, options) : new LongReader(sample, options).Read();
    }
}
