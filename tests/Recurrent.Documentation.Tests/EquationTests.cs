using System.Text.RegularExpressions;

namespace Recurrent.Documentation.Tests;

/// <summary><c>docs/equations.md</c> maps formulas to classes and tests; a renamed class or a removed test must not leave it lying.</summary>
public sealed partial class EquationTests
{
    [Fact]
    public void Every_class_and_test_named_beside_a_formula_exists()
    {
        string sources = string.Concat(Checkout.Sources("src").Concat(Checkout.Sources("tests")).Select(File.ReadAllText));
        var words = Word().Matches(sources).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        string[] rows = [.. File.ReadLines(Path.Combine(Checkout.Root, "docs", "equations.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        string[] unknown = [.. rows
            .SelectMany(row => Code().Matches(row).Select(match => match.Groups["name"].Value))
            .SelectMany(name => name.Split('.'))
            .Where(part => !words.Contains(part))
            .Distinct()];
        Assert.NotEmpty(rows);
        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`(?<name>[\w.]+)`")]
    private static partial Regex Code();
}
