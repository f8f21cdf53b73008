using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Recurrent.Tensors.Storage;

/// <summary>Small JSON files of settings: size and depth are limited, and errors name the file and the field.</summary>
public static class JsonFile
{
    /// <summary>The largest file read, in bytes: settings are small, and a limit keeps a damaged file from taking the memory.</summary>
    public const long MaximumLength = 16 << 20;

    private const string Repair = "Copy the file again from where it came, or make it anew.";

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="type">Made by source generation, so that nothing is found by reflection.</param>
    /// <returns>The content.</returns>
    /// <exception cref="StorageFormatException">The file is too large, no JSON, or a field is missing, unknown, doubled or of the wrong kind.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type)
        where T : class => Read(path, type, MaximumLength);

    /// <summary>Reads a file that may be larger than settings are, such as a list of words.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file, UTF-8.</param>
    /// <param name="type">Made by source generation, so that nothing is found by reflection.</param>
    /// <param name="maximumLength">The largest file read, in bytes, at most 2³¹ − 1: all of it is in memory at once.</param>
    /// <returns>The content.</returns>
    /// <exception cref="StorageFormatException">The file is too large, no JSON, or a field is missing, unknown, doubled or of the wrong kind.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> type, long maximumLength)
        where T : class
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > maximumLength)
            throw new StorageFormatException(path, "length", $"is {stream.Length} bytes, at most {maximumLength} are read.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Parse(content, path, type);
    }

    /// <summary>Reads from memory.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="content">The JSON as UTF-8.</param>
    /// <param name="name">What to call it in error messages.</param>
    /// <param name="type">Made by source generation.</param>
    /// <returns>The content.</returns>
    /// <exception cref="StorageFormatException">It is no JSON, or a field is missing, unknown, doubled or of the wrong kind.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> content, string name, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new StorageFormatException(name, "$", "is null, expected an object.");
        }
        catch (JsonException failure)
        {
            throw new StorageFormatException(name, failure.Path ?? "$", Problem(failure), failure);
        }
        catch (Exception failure) when (failure is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new StorageFormatException(name, "$", $"{failure.Message.TrimEnd('.')}. {Repair}", failure);
        }
    }

    /// <summary>Writes a file; a crash leaves the old file or the new one.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="content">What to write.</param>
    /// <param name="type">Made by source generation.</param>
    public static void Write<T>(string path, T content, JsonTypeInfo<T> type) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, content, type));

    /// <summary>What the parser says of broken syntax means nothing to who did not write the file; what it says of fields does.</summary>
    private static string Problem(JsonException failure) => failure.InnerException is JsonException
        ? string.Create(CultureInfo.InvariantCulture, $"is no valid JSON at line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}: the file is cut off or damaged. {Repair}")
        : $"{failure.Message.TrimEnd('.')}. {Repair}";
}
