using Parquet;
using Parquet.Schema;

namespace Recurrent.Training.Data.Parquet;

/// <summary>The columns of a Parquet file, one group of rows in memory at a time; whatever is wrong with the file is a <see cref="DataFormatException"/>.</summary>
internal sealed class ParquetTable : IDisposable
{
    private readonly string _file;
    private readonly BoundedContent _content;
    private readonly ParquetGuard _guard;
    private readonly ParquetReader _reader;

    /// <summary>Opens a file.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="content">The content, which can seek; it belongs to this object from now on.</param>
    public ParquetTable(string file, Stream content)
    {
        (_file, _content, _guard) = (file, new BoundedContent(content), new ParquetGuard(content));
        try
        {
            _reader = Guarded(null, Open);
            Columns = Guarded(null, FindColumns);
            foreach (var column in Columns.Where(static one => one.NeedsSurvey)) SurveyAll(column);
        }
        catch
        {
            _content.Dispose();
            throw;
        }
    }

    public ParquetColumn[] Columns { get; }

    public int GroupCount => _reader.RowGroupCount;

    /// <summary>Loads all columns of a group.</summary>
    /// <returns>Its rows.</returns>
    public int Load(int index)
    {
        foreach (var column in Columns) Load(column, index);
        return Rows(index);
    }

    public void Dispose() => _content.Dispose();

    private ParquetReader Open()
    {
        _guard.CheckFooter();
        return Now(ParquetReader.CreateAsync(_content, new ParquetOptions { TreatByteArrayAsString = true }, leaveStreamOpen: true));
    }

    private ParquetColumn[] FindColumns()
    {
        if (_reader.Schema.Fields.Count == 0) throw new InvalidDataException("it has no columns");
        return [.. _reader.Schema.Fields.Select(Column)];
    }

    private ParquetColumn Column(Field field)
    {
        if (field is DataField { IsArray: false } flat && ParquetColumn.For(flat) is { } column) return column;
        var kind = field is DataField { IsArray: false } ? "a type that is neither text, number, truth value nor time" : "values inside values (a list, map or structure)";
        throw new DataFormatException
        {
            File = _file,
            Column = field.Name,
            Found = kind,
            Expected = "one value a row",
            Fix = "Write the table without this column, or with its values in columns of their own",
        };
    }

    private void SurveyAll(ParquetColumn column)
    {
        for (var index = 0; index < GroupCount; index++)
        {
            Load(column, index);
            column.Survey();
        }
    }

    private int Rows(int index) => Guarded(null, () => _guard.Rows(_reader.Metadata!.RowGroups[index]));

    private void Load(ParquetColumn column, int index)
    {
        var rows = Rows(index);
        if (rows > 0) Guarded(column, () => Now(LoadAsync(column, index, rows)));
    }

    private async Task<bool> LoadAsync(ParquetColumn column, int index, int rows)
    {
        using var group = _reader.OpenRowGroupReader(index);
        var chunk = group.GetMetadata(column.Field);
        if (chunk?.MetaData is not { } description || chunk.FilePath is not null) throw new InvalidDataException("its values are not in the file");
        _content.Limit = _guard.CheckPages(description, rows);
        await column.LoadAsync(group, rows).ConfigureAwait(false);
        return true;
    }

    /// <summary>The library reads asynchronously only; the readers of data are synchronous, and so are the bytes it gets.</summary>
    private static T Now<T>(Task<T> task) => task.GetAwaiter().GetResult();

    /// <summary>A damaged file makes the library fail in many ways; all of them mean that the file cannot be read.</summary>
    private T Guarded<T>(ParquetColumn? column, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is not (DataFormatException or OutOfMemoryException))
        {
            var place = column is null ? "a Parquet file that cannot be read" : "values that cannot be read";
            throw new DataFormatException(failure.Message, failure)
            {
                File = _file,
                Column = column?.Field.Name,
                Found = $"{place}: {failure.Message}",
                Expected = column is null ? "an undamaged, unencrypted Parquet file" : "undamaged values in one of the usual encodings",
                Fix = "Copy the file or write it again" + (column is null ? "" : ", this column in plain or dictionary encoding"),
            };
        }
    }
}
