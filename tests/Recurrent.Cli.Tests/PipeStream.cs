namespace Recurrent.Cli.Tests;

/// <summary>Bytes that come once and cannot be gone back to, as through a pipe.</summary>
internal sealed class PipeStream(byte[] content) : MemoryStream(content)
{
    public override bool CanSeek => false;
}
