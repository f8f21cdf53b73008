using System.Runtime.InteropServices;

namespace Recurrent.Cli.Presentation;

/// <summary>Writes to a descriptor of this process and says when that is not possible.</summary>
/// <remarks>The console's own stream takes a pipe that nobody reads any more for a success, and a command would go on writing for nobody.</remarks>
/// <param name="descriptor">1 is standard output.</param>
internal sealed class DescriptorStream(int descriptor) : Stream
{
    private const int Interrupted = 4;
    private const int BrokenPipe = 32;
    private const short Writable = 4;

    private static readonly int TryAgain = OperatingSystem.IsLinux() ? 11 : 35;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Whether a write failed because its reader has had enough, as <c>head</c> has behind its lines.</summary>
    public static bool IsClosedReader(IOException failure) => failure.HResult == BrokenPipe;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = Write(descriptor, in buffer[0], buffer.Length);
            if (count >= 0) buffer = buffer[(int)count..];
            else Recover(Marshal.GetLastPInvokeError());
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Recover(int error)
    {
        if (error == Interrupted) return;
        if (error != TryAgain) throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);

        // Whoever shares the pipe made it one that does not wait.
        var room = new Waiting(descriptor, Writable, 0);
        _ = Wait(ref room, 1, Timeout.Infinite);
    }

    [DllImport("libc", EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Write(int descriptor, in byte bytes, nint count);

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Wait(ref Waiting descriptors, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private record struct Waiting(int Descriptor, short Wanted, short Found);
}
