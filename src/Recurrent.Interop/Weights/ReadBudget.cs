using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Weights;

/// <summary>Counts the memory that reading a file takes: four times the file's length and a small constant, whatever the file claims.</summary>
/// <param name="file">The file's path, for messages.</param>
/// <param name="length">Its length in bytes.</param>
internal sealed class ReadBudget(string file, long length)
{
    private const int Factor = 4;
    private const long Constant = 1 << 20;
    private long _left = (Factor * length) + Constant;

    /// <summary>The file's path.</summary>
    public string File => file;

    /// <summary>Takes memory before it is allocated.</summary>
    /// <param name="bytes">How much, at least 0.</param>
    /// <param name="field">What it is for.</param>
    /// <exception cref="StorageFormatException">The file has asked for more than its length justifies.</exception>
    public void Take(long bytes, string field)
    {
        if (bytes < 0 || bytes > _left)
        {
            throw Wrong(field, $"asks for {bytes} bytes more, which a file of {length} bytes does not need ({Factor} times its length are allowed); it is damaged or made to exhaust memory.");
        }

        _left -= bytes;
    }

    /// <summary>A failure of this file.</summary>
    public StorageFormatException Wrong(string field, string problem, Exception? cause = null) => new(file, field, problem, cause);
}
