namespace Recurrent.Cli.Configuration;

/// <summary>One setting of a training run that a configuration file, <c>--set</c> or an option of its own can give.</summary>
/// <param name="Name">Its name in files and after <c>--set</c>, such as <c>learning_rate</c>.</param>
/// <param name="Expected">What its value looks like, for messages and help.</param>
/// <param name="Description">What it does.</param>
/// <param name="Apply">Options with the value in place, or null when the text is not what is expected.</param>
internal sealed record SettingKey<TOptions>(string Name, string Expected, string Description, Func<TOptions, string, TOptions?> Apply)
    where TOptions : class
{
    /// <summary>What stands for the value in the help.</summary>
    public string HelpName { get; init; } = "N";

    /// <summary>All values it may have, for completion and for hints on typing errors; empty when they cannot be listed.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
