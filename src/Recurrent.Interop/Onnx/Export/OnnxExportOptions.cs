namespace Recurrent.Interop.Onnx.Export;

/// <summary>What an exported model takes and gives.</summary>
public sealed record OnnxExportOptions
{
    private const long SmallestFile = 1024;

    /// <summary>
    /// Whether sequences are <c>[B, T, D]</c>; false by default, <c>[T, B, D]</c> as in this library and in ONNX's own operators.
    /// </summary>
    public bool BatchFirst { get; init; }

    /// <summary>
    /// Whether there is an input <c>lengths</c>, int32 <c>[B]</c>, with every row's valid steps; true by default. Without it every row is full, and
    /// the graph is smaller.
    /// </summary>
    public bool HasLengths { get; init; } = true;

    /// <summary>
    /// Whether the state of recurrent layers goes in and comes out, so that a stream can go on where it stopped; true by default. Without it
    /// every run starts at the beginning.
    /// </summary>
    public bool HasState { get; init; } = true;

    /// <summary>
    /// The longest file in bytes, 1,024 to 2 GiB less a byte, the default and the most that the format can hold: the weights of larger models go to a file beside, named
    /// as the model with <c>.data</c> behind it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set below 1,024 or to 2 GiB and more.</exception>
    public long LargestFile
    {
        get;
        init => field = value is >= SmallestFile and <= OnnxFile.LargestMessage
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LargestFile), value, $"A file has {SmallestFile} to {OnnxFile.LargestMessage} bytes.");
    } = OnnxFile.LargestMessage;
}
