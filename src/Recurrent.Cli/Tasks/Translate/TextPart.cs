namespace Recurrent.Cli.Tasks.Translate;

/// <summary>Lines of a text that came together.</summary>
/// <param name="File">Name of the text, for messages.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Before">How many lines came before them.</param>
internal readonly record struct TextPart(string File, IReadOnlyList<string> Lines, long Before);
