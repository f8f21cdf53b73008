using System.Reflection;
using System.Runtime.InteropServices;
using Recurrent.Kernels;
using TorchSharp;

namespace Recurrent.Comparison.Measuring;

/// <summary>What a figure is worth only together with: processor, runtime, packages.</summary>
internal static class Machine
{
    /// <summary>Name and value, in the order they are printed.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Facts() =>
    [
        new("processor", Processor()),
        new("cores", $"{Environment.ProcessorCount}"),
        new("vector bits", $"{VectorWidth.Current}"),
        new("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.RuntimeIdentifier}"),
        new("runtime", RuntimeInformation.FrameworkDescription),
        new("Recurrent", VersionOf(typeof(Layers.Module))),
        new("TorchSharp", VersionOf(typeof(torch))),
        new("libtorch", torch.__version__),
        new("ONNX Runtime", Microsoft.ML.OnnxRuntime.OrtEnv.Instance().GetVersionString()),
    ];

    private static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? $"{type.Assembly.GetName().Version}";

    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        string? line = System.IO.File.Exists(File)
            ? System.IO.File.ReadLines(File).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return line is null ? $"{RuntimeInformation.ProcessArchitecture}" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
