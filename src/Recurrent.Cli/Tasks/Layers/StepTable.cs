using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Tensors;
using Recurrent.Tensors.Storage;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Layers;

/// <summary>A sequence of numbers from a file: a row for every step, a column for every feature.</summary>
internal static class StepTable
{
    /// <summary>Reads a CSV file with or without a header, or the only tensor of a safetensors file.</summary>
    /// <param name="path">The file, or <c>-</c>.</param>
    /// <param name="terminal">Where standard input comes from.</param>
    /// <param name="features">I, the features the layer reads.</param>
    /// <returns><c>[T, 1, I]</c>.</returns>
    /// <exception cref="DataFormatException">A row is not of that many numbers.</exception>
    /// <exception cref="StorageFormatException">The file has no such tensor.</exception>
    public static Tensor Read(string path, Terminal terminal, int features) => path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase)
        ? ReadTensor(path, features)
        : SpooledInput.Read(path, terminal, file => ReadRows(file, features));

    private static Tensor ReadTensor(string path, int features)
    {
        if (!File.Exists(path)) throw new UsageException($"INPUT: there is no file '{path}'.");
        var tensors = SafeTensorsFile.Read(path).Tensors;
        if (tensors.Count != 1) throw new StorageFormatException(path, "tensors", $"are {tensors.Count}, expected one, [steps, {features}].");
        var (name, tensor) = tensors.Single();
        var fits = tensor.Shape.Rank is 2 or 3 && tensor.Shape[-1] == features && (tensor.Shape.Rank == 2 || tensor.Shape[1] == 1);
        if (!fits) throw new StorageFormatException(path, name, $"is {tensor.Shape}, expected [steps, {features}] or [steps, 1, {features}].");
        return tensor.Reshape(new Shape(tensor.Shape[0], 1, features));
    }

    private static Tensor ReadRows(string file, int features)
    {
        using var rows = new CsvRows(file, CsvRows.GuessDelimiter(file));
        var values = new List<float>();
        for (var isFirst = true; rows.Read(); isFirst = false)
        {
            if (isFirst && IsHeader(rows)) continue;
            if (rows.FieldCount != features)
                throw new DataFormatException { File = file, Row = rows.Line, Found = $"{rows.FieldCount} columns", Expected = $"{features}, one for every feature of the layer", Fix = "Write a row for every step" };
            for (var column = 0; column < features; column++) values.Add(Number(rows, column));
        }

        if (values.Count == 0)
            throw new DataFormatException { File = file, Row = 1, Found = "no row of numbers", Expected = "a row for every step", Fix = "Check that the export wrote the file" };
        return Tensor.FromValues(values.ToArray(), new Shape(values.Count / features, 1, features));
    }

    private static bool IsHeader(CsvRows rows)
    {
        for (var column = 0; column < rows.FieldCount; column++)
        {
            if (float.TryParse(rows.Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out _)) return false;
        }
        return true;
    }

    private static float Number(CsvRows rows, int column) =>
        float.TryParse(rows.Field(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value
            : throw new DataFormatException
            {
                File = rows.File,
                Row = rows.Line,
                Column = (column + 1).ToString(CultureInfo.InvariantCulture),
                Found = $"'{rows.Field(column)}'",
                Expected = "a finite number with a decimal point",
                Fix = "Fill gaps before the layer reads them",
            };
}
