using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Recurrent.Cli.Reports;

/// <summary>What this machine can do and what we make of it.</summary>
internal sealed record BenchDocument
{
    /// <summary>Runtime version, and whether the program was compiled before it started.</summary>
    public static string RuntimeText => RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeCompiled ? "" : ", native AOT");

    public required string LibraryVersion { get; init; }

    public required string Runtime { get; init; }

    public int VectorBits { get; init; }

    public int Cores { get; init; }

    public int Threads { get; init; }

    public double RoofOneThreadGflops { get; init; }

    public double RoofGflops { get; init; }

    public double BarrierNanoseconds { get; init; }

    public required IReadOnlyList<BenchEntry> Cases { get; init; }
}
