namespace Recurrent.Interop.Weights.Archives;

/// <summary>A file within a zip archive.</summary>
/// <param name="Start">Where its bytes begin in the archive.</param>
/// <param name="PackedLength">Bytes in the archive.</param>
/// <param name="Length">Bytes when unpacked.</param>
/// <param name="IsDeflated">Whether the two differ by compression.</param>
/// <param name="Sum">CRC-32 of the bytes when unpacked.</param>
internal readonly record struct ZipEntry(long Start, long PackedLength, long Length, bool IsDeflated, uint Sum)
{
    /// <summary>Whether its bytes were found to have that sum.</summary>
    public bool IsChecked { get; init; }
}
