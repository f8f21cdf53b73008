using System.Runtime.InteropServices;

namespace Recurrent.Testing;

/// <summary>
/// Float memory that ends the process, or fails <see cref="Check"/>, when a kernel touches anything outside it.
/// On Linux the neighbours are pages without any access right; elsewhere they are canary values, which find writes only.
/// </summary>
public sealed unsafe partial class GuardedBuffer : IDisposable
{
    private const int CanaryLength = 64;
    private const float Canary = -7.25e17f;
    private const int ProtectNone = 0;
    private const int ProtectReadWrite = 3;
    private const int MapPrivateAnonymous = 0x22;

    private readonly byte* _mapping;
    private readonly nuint _mappingSize;
    private readonly float[]? _array;
    private readonly float* _start;
    private bool _disposed;

    /// <summary>Reserves the memory; its floats are 0.</summary>
    /// <param name="length">Number of floats, at least 0.</param>
    /// <param name="edge">Which side touches the forbidden memory; the default finds overruns of a tail.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="InvalidOperationException">The operating system refused the pages.</exception>
    public GuardedBuffer(int length, GuardEdge edge = GuardEdge.End)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        if (OperatingSystem.IsLinux())
        {
            _start = MapGuardedPages(length, edge, out _mapping, out _mappingSize);
            return;
        }

        _array = GC.AllocateArray<float>(length + 2 * CanaryLength, pinned: true);
        _array.AsSpan().Fill(Canary);
        _start = (float*)Marshal.UnsafeAddrOfPinnedArrayElement(_array, CanaryLength);
        Span.Clear();
    }

    /// <summary>A guarded copy of <paramref name="values"/>.</summary>
    /// <param name="values">The floats to copy.</param>
    /// <param name="edge">Which side touches the forbidden memory.</param>
    public GuardedBuffer(ReadOnlySpan<float> values, GuardEdge edge = GuardEdge.End)
        : this(values.Length, edge) => values.CopyTo(Span);

    /// <summary>Releases the pages of a buffer nobody disposed.</summary>
    ~GuardedBuffer() => Release();

    /// <summary>Number of floats.</summary>
    public int Length { get; }

    /// <summary>The floats; not valid after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed.</exception>
    public Span<float> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return new Span<float>(_start, Length);
        }
    }

    /// <summary>Fails when a canary was overwritten. With protected pages the process has already ended by then.</summary>
    /// <exception cref="InvalidOperationException">A write outside the buffer happened.</exception>
    public void Check()
    {
        if (_array is null) return;
        for (int i = 0; i < CanaryLength; i++)
        {
            if (_array[i] != Canary || _array[CanaryLength + Length + i] != Canary)
                throw new InvalidOperationException($"A write outside a guarded buffer of {Length} floats: {i} floats from the edge.");
        }
    }

    /// <summary>Checks the canaries and gives the memory back.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        Check();
        Release();
        GC.SuppressFinalize(this);
    }

    private static float* MapGuardedPages(int length, GuardEdge edge, out byte* mapping, out nuint mappingSize)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint bytes = (nuint)length * sizeof(float);
        nuint body = (bytes + page - 1) / page * page;
        mappingSize = body + 2 * page;
        nint address = Map(0, mappingSize, ProtectReadWrite, MapPrivateAnonymous, -1, 0);
        if (address == -1)
            throw new InvalidOperationException($"mmap refused {mappingSize} bytes, error {Marshal.GetLastPInvokeError()}.");
        mapping = (byte*)address;
        if (Protect(address, page, ProtectNone) != 0 || Protect(address + (nint)(page + body), page, ProtectNone) != 0)
            throw new InvalidOperationException($"mprotect refused a guard page, error {Marshal.GetLastPInvokeError()}.");
        return (float*)(mapping + page + (edge == GuardEdge.End ? body - bytes : 0));
    }

    private void Release()
    {
        if (_disposed) return;
        _disposed = true;
        if (_mapping is not null) _ = Unmap((nint)_mapping, _mappingSize);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
