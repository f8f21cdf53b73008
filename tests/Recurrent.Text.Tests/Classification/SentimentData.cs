namespace Recurrent.Text.Tests.Classification;

/// <summary>Finds the reviews kept beside the repository; tests skip when they are absent.</summary>
internal static class SentimentData
{
    public static string Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "sentiment-analysis", file);
            if (Path.Exists(path)) return path;
        }
        Assert.Skip($"The data sentiment-analysis/{file} are not beside the repository.");
        return "";
    }
}
