using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.ML;
using Recurrent.Tensors.Storage;

namespace Recurrent.MLNet.Interior;

/// <summary>A model folder inside the zip of ML.NET: every file of the folder is a file of the entry, so unpacking gives the folder again.</summary>
internal static class ModelZip
{
    private const string ColumnsFile = "Columns.json";
    private const string ListFile = "Files.txt";
    private const int MostFiles = 64;

    /// <summary>Writes the columns' names and a model folder.</summary>
    public static void Save<TColumns>(ModelSaveContext context, ModelEntry entry, TColumns columns, JsonTypeInfo<TColumns> type, Action<string> save)
    {
        context.CheckAtModel();
        context.SetVersionInfo(entry.Version);
        using var place = new TemporaryFolder();
        var folder = Path.Combine(place.Path, "model");
        save(folder);
        string[] files = [.. Directory.EnumerateFiles(folder).Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        context.SaveTextStream(ListFile, writer => writer.Write(string.Join('\n', files)));
        context.SaveBinaryStream(ColumnsFile, writer => writer.Write(JsonSerializer.SerializeToUtf8Bytes(columns, type)));
        foreach (var file in files)
        {
            context.SaveBinaryStream(file, writer =>
            {
                using var source = File.OpenRead(Path.Combine(folder, file));
                source.CopyTo(writer.BaseStream);
            });
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote; the folder's sums are checked, and nothing in it is run.</summary>
    /// <exception cref="StorageFormatException">The entry is damaged or from a newer version.</exception>
    public static TModel Load<TModel, TColumns>(
        ModelLoadContext context, ModelEntry entry, JsonTypeInfo<TColumns> type, Func<string, TModel> load, out TColumns columns)
    {
        context.CheckAtModel(entry.Version);
        var name = $"{context.Directory} ({entry.Loader})";
        columns = ReadColumns(context, name, type);
        using var place = new TemporaryFolder();
        foreach (var file in ReadList(context, name)) Extract(context, name, file, place.Path);
        try
        {
            return load(place.Path);
        }
        catch (StorageFormatException wrong)
        {
            // The reader names the temporary folder, of which nobody has heard.
            throw new StorageFormatException(
                name, $"{Path.GetFileName(wrong.File)}, {wrong.Field}", "is not as it was saved: the entry is damaged or was changed. Copy the zip again, or save the model again.", wrong);
        }
    }

    private static string[] ReadList(ModelLoadContext context, string name)
    {
        string[] files = [];
        if (!context.TryLoadTextStream(ListFile, reader => files = reader.ReadToEnd().Split('\n')))
            throw new StorageFormatException(name, ListFile, "is missing; the entry is damaged. Save the model again.");
        if (files.Length > MostFiles || files.Any(static file => file.Length == 0 || file is "." or ".." || file.AsSpan().ContainsAny('/', '\\', ':')))
            throw new StorageFormatException(name, ListFile, $"is no list of at most {MostFiles} plain file names; the entry is damaged. Save the model again.");
        // A folder without sums would be taken as it is.
        if (!files.Contains(Checksums.File))
            throw new StorageFormatException(name, Checksums.File, "is missing, so damage could not be noticed. Save the model again.");
        return files;
    }

    private static TColumns ReadColumns<TColumns>(ModelLoadContext context, string name, JsonTypeInfo<TColumns> type)
    {
        TColumns? columns = default;
        try
        {
            context.TryLoadBinaryStream(ColumnsFile, reader => columns = JsonSerializer.Deserialize(reader.BaseStream, type));
        }
        catch (JsonException wrong)
        {
            throw new StorageFormatException(name, ColumnsFile, "holds no column names; the entry is damaged. Save the model again.", wrong);
        }

        return columns ?? throw new StorageFormatException(name, ColumnsFile, "is missing; the entry is damaged. Save the model again.");
    }

    private static void Extract(ModelLoadContext context, string name, string file, string folder)
    {
        var isThere = context.TryLoadBinaryStream(file, reader =>
        {
            using var target = File.Create(Path.Combine(folder, file));
            reader.BaseStream.CopyTo(target);
        });
        if (!isThere) throw new StorageFormatException(name, file, $"is missing, though {ListFile} lists it; the entry is damaged. Save the model again.");
    }
}
