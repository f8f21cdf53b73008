namespace Recurrent.Text.Tests.Tagging;

/// <summary>Data sets beside the checkout, which are not part of it.</summary>
internal static class SharedData
{
    /// <summary>The path of a file, or null when it is not there.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", name);
            if (File.Exists(file)) return file;
        }

        return null;
    }
}
