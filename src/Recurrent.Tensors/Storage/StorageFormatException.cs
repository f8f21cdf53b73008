namespace Recurrent.Tensors.Storage;

/// <summary>A stored file is not what it should be: it is cut off, damaged, of another format, or asks for more than the file holds.</summary>
public sealed class StorageFormatException : IOException
{
    /// <summary>Names the file, the place in it and what is wrong.</summary>
    /// <param name="file">The file's path or name.</param>
    /// <param name="field">The field within the file, such as <c>weight_ih_l0.data_offsets</c>.</param>
    /// <param name="problem">What was found, what was expected and how to fix it.</param>
    /// <param name="cause">The lower-level failure, if any.</param>
    public StorageFormatException(string file, string field, string problem, Exception? cause = null)
        : base($"{file}: {field}: {problem}", cause)
    {
        File = file;
        Field = field;
    }

    /// <summary>The file's path or name.</summary>
    public string File { get; }

    /// <summary>The field within the file.</summary>
    public string Field { get; }
}
