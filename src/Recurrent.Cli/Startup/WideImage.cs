using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Microsoft.Win32.SafeHandles;
using ZstdSharp;

namespace Recurrent.Cli.Startup;

/// <summary>The same program compiled for AVX-512, carried behind the end of the published file (<see cref="WidePayload"/>).</summary>
/// <remarks>
/// The ahead-of-time compiler fixes the vector width when it compiles: code for AVX2 cannot ask for AVX-512 at run time. So eng/aot.sh
/// compiles twice, and the AVX2 program, which starts on any x86-64-v3 processor, replaces itself by the wide one where it can. Whatever
/// stands in the way (no such processor, another system, a policy against memory files) leaves the program that is running.
/// </remarks>
internal static class WideImage
{
    private const uint CloseOnExecute = 0x1;
    private const uint Executable = 0x10;

    // F, DQ, CD, BW and VL in the second register of CPUID leaf 7.
    private const uint NeededBits = 1u << 16 | 1u << 17 | 1u << 28 | 1u << 30 | 1u << 31;
    private const int ExtendedFeatures = 7;

    /// <summary>What computes nothing: unpacking the other program would take longer than the answer.</summary>
    private static readonly string[] Light = ["--version", "--help", "-h", "-?", "inspect"];

    private static readonly string[] NeededFlags = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"];

    /// <summary>Continues as the wide program with the same arguments; returns when this one has to do.</summary>
    public static void Enter(string[] arguments)
    {
        if (arguments.Length == 0 || arguments.Any(Light.Contains)) return;
        if (!OperatingSystem.IsLinux() || IsSwitchedOff() || !ProcessorHasWideVectors() || !SystemHasWideVectors("/proc/cpuinfo")) return;
        try
        {
            if (Environment.ProcessPath is not { } path) return;
            using var published = File.OpenHandle(path);
            using var memory = OpenMemory();
            if (memory.IsInvalid) return;
            using var program = new FileStream(memory, FileAccess.Write, bufferSize: 0);
            if (!WidePayload.Unpack(published, program)) return;
            _ = Execute($"/proc/self/fd/{memory.DangerousGetHandle()}", [Environment.GetCommandLineArgs()[0], .. arguments, null]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ZstdException)
        {
            // A file that cannot be read, or too little memory for the copy: narrower vectors are slower and nothing worse.
        }
    }

    /// <summary>Whether the system lets programs use the registers: what it does not save, it leaves out of a file like <c>/proc/cpuinfo</c>.</summary>
    public static bool SystemHasWideVectors(string path)
    {
        if (!File.Exists(path)) return false;
        var flags = File.ReadLines(path).FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal));
        return flags is not null && NeededFlags.All(flags.Split(' ').Contains);
    }

    /// <summary>Asked of the processor itself: under an emulator the system's file describes another one.</summary>
    private static bool ProcessorHasWideVectors() =>
        X86Base.IsSupported && ((uint)X86Base.CpuId(ExtendedFeatures, 0).Ebx & NeededBits) == NeededBits;

    /// <summary>The switch that also holds for the runtime and for kernel tests.</summary>
    private static bool IsSwitchedOff() =>
        Environment.GetEnvironmentVariable("DOTNET_EnableAVX512") is "0" || Environment.GetEnvironmentVariable("DOTNET_EnableHWIntrinsic") is "0";

    private static SafeFileHandle OpenMemory()
    {
        // Systems before Linux 6.3 refuse the flag that later ones ask for.
        var descriptor = CreateMemory("rnn", CloseOnExecute | Executable);
        if (descriptor < 0) descriptor = CreateMemory("rnn", CloseOnExecute);
        return new SafeFileHandle(descriptor, ownsHandle: true);
    }

    [DllImport("libc", EntryPoint = "memfd_create")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CreateMemory([MarshalAs(UnmanagedType.LPUTF8Str)] string name, uint flags);

    [DllImport("libc", EntryPoint = "execv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string path,
        [In, MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPUTF8Str)] string?[] arguments);
}
