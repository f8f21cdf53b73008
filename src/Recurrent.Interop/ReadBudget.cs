using Recurrent.Tensors.Storage;

namespace Recurrent.Interop;

/// <summary>Counts the memory that reading a file takes: four times the file's length and a constant, whatever the file claims.</summary>
/// <param name="file">The file's path, for messages.</param>
/// <param name="length">Its length in bytes.</param>
/// <param name="constant">What a file may take beyond four times its length, bytes; the default is for files that are mostly numbers.</param>
internal sealed class ReadBudget(string file, long length, long constant = 1 << 20)
{
    private const int Factor = 4;
    private long _taken;

    /// <summary>The file's path.</summary>
    public string File => file;

    /// <summary>What to do about a file that takes too much; the end of the message.</summary>
    public string Fix { get; init; } = "Copy the file or save it again.";

    /// <summary>Takes memory before it is allocated.</summary>
    /// <param name="bytes">How much, at least 0.</param>
    /// <param name="field">What it is for.</param>
    /// <exception cref="StorageFormatException">The file has asked for more than its length justifies.</exception>
    public void Take(long bytes, string field)
    {
        long allowed = (Factor * length) + constant;
        if (bytes < 0 || bytes > allowed - _taken)
        {
            throw Wrong(field, $"asks for {bytes} bytes more after {_taken}, which a file of {length} bytes does not need ({Factor} times its length and {constant} are allowed); it is damaged or made to exhaust memory. {Fix}");
        }

        _taken += bytes;
    }

    /// <summary>A failure of this file.</summary>
    public StorageFormatException Wrong(string field, string problem, Exception? cause = null) => new(file, field, problem, cause);
}
