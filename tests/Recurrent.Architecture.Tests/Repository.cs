using System.Runtime.CompilerServices;

namespace Recurrent.Architecture.Tests;

/// <summary>Files of the checkout this assembly was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> SourceFiles => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !IsGenerated(file))
        .Order(StringComparer.Ordinal);

    public static IEnumerable<string> ProjectFiles => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsGenerated(string file) => Relative(file).Split('/').Any(part => part is "bin" or "obj" or "artifacts");

    private static string FindRoot([CallerFilePath] string here = "")
    {
        // The compile-time path is the checkout; the output folder is the fallback when the sources were moved after the build.
        foreach (string start in new[] { Path.GetDirectoryName(here) ?? ".", AppContext.BaseDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Recurrent.slnx")))
                {
                    return folder.FullName;
                }
            }
        }

        throw new InvalidOperationException("Recurrent.slnx not found above the tests; run them from a checkout.");
    }
}
