using System.Globalization;
using ParquetSharp;

namespace Recurrent.Golden.Parquet;

/// <summary>One column of every type, each required and optional, in two groups of rows; and the text expected of each.</summary>
internal static class TypeFixtures
{
    private const int Rows = 8;
    private const long Epoch = 2_440_588;
    private static readonly DateTime Start = new(2024, 3, 31, 1, 30, 0);
    private static readonly List<Column> Columns = [];
    private static readonly List<Action<RowGroupWriter, int[]>> Writes = [];
    private static readonly List<Func<int, string>> Texts = [];

    public static void Write(string folder)
    {
        Numbers();
        Others();
        Stamps();
        using var properties = new WriterPropertiesBuilder().Compression(Compression.Snappy).DisableDictionary("text-plain").Build();
        using var file = new ParquetFileWriter(Path.Combine(folder, "types.parquet"), [.. Columns], properties);
        foreach (var rows in Enumerable.Range(0, Rows).Chunk(Rows / 2))
        {
            using var group = file.AppendRowGroup();
            foreach (var write in Writes) write(group, rows);
        }

        file.Close();
        var lines = Enumerable.Range(0, Rows).Select(static row => string.Join(',', Texts.Select(text => text(row))));
        File.WriteAllText(Path.Combine(folder, "types.csv"), string.Join(',', Columns.Select(static column => column.Name)) + "\n" + string.Join('\n', lines) + "\n");
    }

    private static void Numbers()
    {
        Add("int8", static row => (sbyte)(row == 0 ? sbyte.MinValue : row), Plain);
        Add("int16", static row => (short)(row == 0 ? short.MinValue : row), Plain);
        Add("int32", static row => row == 0 ? int.MinValue : row, Plain);
        Add("int64", static row => row == 0 ? long.MinValue : row, Plain);
        Add("uint8", static row => (byte)(row == 0 ? byte.MaxValue : row), Plain);
        Add("uint16", static row => (ushort)(row == 0 ? ushort.MaxValue : row), Plain);
        Add("uint32", static row => row == 0 ? uint.MaxValue : (uint)row, Plain);
        Add("uint64", static row => row == 0 ? ulong.MaxValue : (ulong)row, Plain);
        Add("float", static row => MathF.PI * MathF.Pow(-10, row), Plain);
        Add("double", static row => row == 0 ? double.Epsilon : Math.PI * Math.Pow(-1000, row), Plain);
        Add("decimal", static row => row == 0 ? decimal.MaxValue / 1000 : -row * 1.125m, static value => value.ToString("0.###", CultureInfo.InvariantCulture), LogicalType.Decimal(29, 3));
    }

    private static void Others()
    {
        Add("truth", static row => row % 3 == 0, static value => value ? "1" : "0");
        AddText("text", LogicalType.String());
        AddText("text-plain", LogicalType.String());
        Columns.Add(new Column<byte[]>("bytes"));
        Writes.Add(static (group, rows) => Fixture.Write(group, rows, static row => new[] { (byte)('a' + row) }));
        Texts.Add(static row => ((char)('a' + row)).ToString());
    }

    private static void Stamps()
    {
        Add("date", static row => DateOnly.FromDateTime(Start).AddMonths(-200 * row), static value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("day-ms", static row => Start.Date.AddDays(row), static value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Stamp(TimeUnit.Millis));
        Add("second-us", static row => Start.AddMinutes(30 * row), static value => value.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), Stamp(TimeUnit.Micros));
        Add("utc-ms", static row => Start.AddMilliseconds(250 * row), Fine, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Millis));
        Add("fine-us", static row => Start.AddTicks(10 * row), Fine, Stamp(TimeUnit.Micros));
        Add("fine-ns", static row => new DateTimeNanos(Start.AddTicks(row)), static value => Fine(value.DateTime), Stamp(TimeUnit.Nanos));
        Add("int96", static row => new Int96(row * 1000, 0, (int)(Epoch + row)), static value => Fine(DateTime.UnixEpoch.AddDays(value.C - Epoch).AddTicks(value.A / 100)));
    }

    private static void Add<T>(string name, Func<int, T> value, Func<T, string> text, LogicalType? type = null)
        where T : struct
    {
        Columns.Add(new Column<T>(name, type));
        Writes.Add((group, rows) => Fixture.Write(group, rows, value));
        Texts.Add(row => text(value(row)));
        Columns.Add(new Column<T?>(name + "-or-null", type));
        Writes.Add((group, rows) => Fixture.Write(group, rows, row => IsNull(row) ? (T?)null : value(row)));
        Texts.Add(row => IsNull(row) ? "" : text(value(row)));
    }

    private static void AddText(string name, LogicalType type)
    {
        Columns.Add(new Column<string>(name, type));
        Writes.Add(static (group, rows) => Fixture.Write(group, rows, static row => IsNull(row) ? null! : Word(row)));
        Texts.Add(static row => IsNull(row) ? "" : Quoted(Word(row)));
    }

    private static bool IsNull(int row) => row % 4 == 1;

    private static string Word(int row) => row switch { 0 => "a,b", 2 => "say \"ü\"", 3 => "", _ => $"word {row % 2}" };

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Plain<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Fine(DateTime value) => value.ToString("yyyy-MM-dd HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    private static LogicalType Stamp(TimeUnit unit) => LogicalType.Timestamp(isAdjustedToUtc: false, unit);
}
