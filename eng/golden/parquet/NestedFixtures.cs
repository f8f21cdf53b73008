using ParquetSharp;

namespace Recurrent.Golden.Parquet;

/// <summary>A table with a column of lists, which is no table of series.</summary>
internal static class NestedFixtures
{
    public static void Write(string folder)
    {
        using var file = new ParquetFileWriter(Path.Combine(folder, "nested.parquet"), [new Column<int>("step"), new Column<double[]>("window")]);
        using var group = file.AppendRowGroup();
        int[] rows = [0, 1, 2, 3];
        Fixture.Write(group, rows, static row => row);
        Fixture.Write(group, rows, static row => new double[row]);
        file.Close();
    }
}
