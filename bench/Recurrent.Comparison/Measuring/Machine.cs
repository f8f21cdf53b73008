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

    // Cloud machines hide the model behind a family name; family and model numbers tell a Zen 4 from a Zen 5.
    private static string Processor()
    {
        const string File = "/proc/cpuinfo";
        if (!System.IO.File.Exists(File))
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? $"{RuntimeInformation.ProcessArchitecture}";
        }

        string[] lines = [.. System.IO.File.ReadLines(File).TakeWhile(line => line.Length > 0)];
        string name = Field(lines, "model name") ?? $"{RuntimeInformation.ProcessArchitecture}";
        return $"{name}, family {Field(lines, "cpu family") ?? "-"}, model {Field(lines, "model") ?? "-"}";
    }

    private static string? Field(string[] lines, string name) => lines
        .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
        .FirstOrDefault(parts => parts.Length == 2 && parts[0] == name)?[1];
}
