using System.Text.RegularExpressions;

namespace Recurrent.Documentation.Tests;

/// <summary>The table of <c>docs/interop.md</c> says where types are, for whoever copies a snippet.</summary>
public sealed partial class NamespaceTests
{
    [Fact]
    public void Every_type_is_in_the_namespace_named_beside_it()
    {
        string[] sources = [.. Checkout.Sources("src").Select(File.ReadAllText)];
        (string Namespace, string Type)[] named = [.. File.ReadLines(Path.Combine(Checkout.Root, "docs", "interop.md"))
            .Select(line => Row().Match(line))
            .Where(match => match.Success)
            .SelectMany(match => Code().Matches(match.Groups["types"].Value).Select(type => (match.Groups["namespace"].Value, type.Groups["name"].Value)))];
        Assert.Contains(("Recurrent.Interop.Onnx.Import", "OnnxModel"), named);
        Assert.All(named, one => Assert.True(sources.Any(source => source.Contains($"namespace {one.Namespace};", StringComparison.Ordinal)
            && Regex.IsMatch(source, $@"^\s*public .*\b{one.Type}\b", RegexOptions.Multiline)), $"{one.Type} is not in {one.Namespace}."));
    }

    [GeneratedRegex(@"^\|[^|]*\| `(?<namespace>Recurrent[\w.]*)` \|(?<types>.*)\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+)`")]
    private static partial Regex Code();
}
