using Microsoft.ML;
using Recurrent.Training.Data;

namespace Recurrent.MLNet.Columns;

/// <summary>Errors in the rows of a data view.</summary>
internal static class RowErrors
{
    /// <summary>What stands in the place of a file.</summary>
    public const string View = "the data view";

    public static DataFormatException At(DataViewRow row, string column, string found, string expected, string fix) =>
        new() { File = View, Row = row.Position + 1, Column = column, Found = found, Expected = expected, Fix = fix };

    public static DataFormatException NoRows() =>
        new() { File = View, Found = "no rows", Expected = "rows to learn from", Fix = "Check the loader and the filters before this estimator" };
}
