using System.Text.RegularExpressions;

namespace Recurrent.Architecture.Tests;

public sealed partial class SourceRuleTests
{
    private const int MostLines = 500;

    [Fact]
    public void Source_files_stay_within_the_size_budget()
    {
        string[] tooLong = [.. Repository.SourceFiles
            .Select(file => (File: Repository.Relative(file), Lines: File.ReadLines(file).Count()))
            .Where(entry => entry.Lines > MostLines)
            .Select(entry => $"{entry.File}: {entry.Lines} lines")];
        Assert.Empty(tooLong);
    }

    [Fact]
    public void Pointers_and_unsafe_code_live_in_one_folder()
    {
        string[] outside = [.. Repository.SourceFiles
            .Where(file => !Repository.Relative(file).StartsWith("src/Recurrent.Kernels/Unsafe/", StringComparison.Ordinal))
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, line, index)))
            .Where(entry => UnsafeCode().IsMatch(StripComment(entry.line)))
            .Select(entry => $"{Repository.Relative(entry.file)}:{entry.index + 1}: {entry.line.Trim()}")];
        Assert.Empty(outside);
    }

    [Fact]
    public void Sources_leave_no_work_marked_as_open()
    {
        string[] open = [.. Repository.SourceFiles
            .SelectMany(file => File.ReadLines(file).Select((line, index) => (file, line, index)))
            .Where(entry => OpenWork().IsMatch(entry.line))
            .Select(entry => $"{Repository.Relative(entry.file)}:{entry.index + 1}: {entry.line.Trim()}")];
        Assert.Empty(open);
    }

    private static string StripComment(string line)
    {
        int comment = line.IndexOf("//", StringComparison.Ordinal);
        return comment < 0 ? line : line[..comment];
    }

    [GeneratedRegex(@"\bunsafe\b|(?<!Kernels\.)\bUnsafe\.|\bstackalloc\s+\w+\*|\bfixed\s*\(|MemoryMarshal\.GetReference|MemoryMarshal\.GetArrayDataReference")]
    private static partial Regex UnsafeCode();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex OpenWork();
}
