namespace Recurrent.Cli.Presentation;

/// <summary>Notes for people on stderr; silent with <c>--quiet</c>.</summary>
internal sealed class Notes(Terminal terminal, bool isQuiet)
{
    public Terminal Terminal { get; } = terminal;

    public bool IsQuiet { get; } = isQuiet;

    public void Say(string line)
    {
        if (!IsQuiet) Terminal.Error.WriteLine(line);
    }
}
