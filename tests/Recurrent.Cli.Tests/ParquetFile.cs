using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Recurrent.Cli.Tests;

/// <summary>Writes a CSV file once more as Parquet, in groups of rows: numbers as optional doubles, dates as required stamps, the rest as text.</summary>
internal static class ParquetFile
{
    private const int RowsOfGroup = 100;

    public static async Task<string> Of(string csv)
    {
        string[][] rows = [.. (await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken)).Where(static line => line.Length > 0).Select(static line => line.Split(','))];
        DataField[] fields = [.. rows[0].Select((name, column) => Field(name, [.. rows[1..].Select(row => row[column])]))];
        var path = Path.ChangeExtension(csv, ".parquet");
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: TestContext.Current.CancellationToken);
        foreach (var part in rows[1..].Chunk(RowsOfGroup))
        {
            using var group = writer.CreateRowGroup();
            for (var column = 0; column < fields.Length; column++) await Write(group, fields[column], [.. part.Select(row => row[column])]);
        }

        return path;
    }

    private static DataField Field(string name, string[] texts) => texts.All(static text => text.Length == 0 || IsNumber(text)) ? new DataField<double?>(name)
        : Array.TrueForAll(texts, static text => DateTime.TryParse(text, CultureInfo.InvariantCulture, out _)) ? new DateTimeDataField(name, DateTimeFormat.Timestamp, unit: DateTimeTimeUnit.Micros)
        : new DataField<string>(name);

    private static async Task Write(ParquetRowGroupWriter group, DataField field, string[] texts)
    {
        if (field.ClrType == typeof(double))
            await group.WriteAsync<double>(field, texts.Select(static text => text.Length == 0 ? (double?)null : double.Parse(text, CultureInfo.InvariantCulture)).ToArray());
        else if (field.ClrType == typeof(DateTime))
            await group.WriteAsync<DateTime>(field, texts.Select(static text => DateTime.Parse(text, CultureInfo.InvariantCulture)).ToArray());
        else
            await group.WriteAsync(field, texts);
    }

    private static bool IsNumber(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out _);
}
