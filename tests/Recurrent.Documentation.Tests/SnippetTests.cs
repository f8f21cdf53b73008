using System.Text.RegularExpressions;

namespace Recurrent.Documentation.Tests;

/// <summary>
/// Every C# block of a page stands below a line <c>&lt;!-- snippet: Name --&gt;</c> and equals the region of that name in a tested file, so an
/// example that stops compiling or working turns the tests red. <c>eng/readme.sh</c> rewrites the pages.
/// </summary>
public sealed partial class SnippetTests
{
    private const string RewriteSwitch = "RECURRENT_REWRITE_DOCS";

    public static TheoryData<string> Pages => [.. Checkout.Pages.Select(page => Path.GetRelativePath(Checkout.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_shows_only_code_cut_from_tests(string page)
    {
        string path = Path.Combine(Checkout.Root, page);
        string written = File.ReadAllText(path);
        string expected = Block().Replace(written, match => $"<!-- snippet: {match.Groups["name"].Value} -->\n```csharp\n{Region(match.Groups["name"].Value)}```");
        if (Environment.GetEnvironmentVariable(RewriteSwitch) == "1")
        {
            File.WriteAllText(path, expected);
            return;
        }

        Assert.Equal(expected, written);
        Assert.Equal(Block().Count(written), AnyCSharpBlock().Count(written));
    }

    private static string Region(string name)
    {
        foreach (string file in Checkout.Sources("tests").Concat(Checkout.Sources("samples")))
        {
            string[] lines = File.ReadAllLines(file);
            int start = Array.FindIndex(lines, line => line.Trim() == $"#region {name}");
            if (start >= 0)
            {
                int end = Array.FindIndex(lines, start, line => line.Trim() == "#endregion");
                string[] body = lines[(start + 1)..end];
                int indent = body.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
                return string.Concat(body.Select(line => (line.Length > indent ? line[indent..] : string.Empty) + "\n"));
            }
        }

        throw new InvalidOperationException($"No tested file has a region named {name}.");
    }

    [GeneratedRegex(@"<!-- snippet: (?<name>\w+) -->\n```csharp\n.*?```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^```(csharp|cs|c#)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex AnyCSharpBlock();
}
