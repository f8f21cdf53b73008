using System.Text.RegularExpressions;

namespace Recurrent.Documentation.Tests;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Checkout.Pages.Select(page => Path.GetRelativePath(Checkout.Root, page))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_to_files_of_the_repository_lead_somewhere(string page)
    {
        string path = Path.Combine(Checkout.Root, page);
        string[] broken = [.. Link().Matches(File.ReadAllText(path))
            .Select(match => match.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains(':', StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target)))];
        Assert.Empty(broken);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
