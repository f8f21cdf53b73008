namespace Recurrent.Cli.Configuration;

/// <summary>A setting as somebody wrote it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Text">Its value.</param>
/// <param name="Source">The file or the option it stands in.</param>
internal sealed record GivenSetting(string Name, string Text, string Source)
{
    /// <summary>Whether it is the setting of that name.</summary>
    public bool Is(string name) => Name.Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
}
