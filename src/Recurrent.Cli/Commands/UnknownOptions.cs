using System.CommandLine;
using System.CommandLine.Parsing;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Commands;

/// <summary>Finds options that nobody knows where a command takes them for the name of a file.</summary>
internal static class UnknownOptions
{
    private const string Mark = "--";

    /// <summary>What is wrong with the first of them; null when there is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="arguments">As given: what follows a lone <c>--</c> is no option, however it begins.</param>
    public static string? Refuse(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        string[] options = [.. arguments.TakeWhile(static one => one != Mark).Where(static one => one.StartsWith(Mark, StringComparison.Ordinal))];
        var wrong = parsed.CommandResult.Children.OfType<ArgumentResult>().Where(static argument => argument.Argument.Name != DiagnoseCommand.PassedOn)
            .SelectMany(static argument => argument.Tokens).Select(static token => token.Value).FirstOrDefault(options.Contains);
        if (wrong is null) return null;
        var name = wrong.Split('=')[0];
        // Without the dashes, which would make every short name alike.
        var nearest = NearestName.Find(name[Mark.Length..], Known(parsed.CommandResult).Select(static one => one[Mark.Length..]));
        return $"{name}: there is no such option{(nearest is null ? "" : $" (did you mean '{Mark}{nearest}'?)")}. A file of that name goes behind a lone --.";
    }

    private static IEnumerable<string> Known(CommandResult result)
    {
        var own = result.Command.Options.Where(static option => !option.Hidden);
        for (var parent = result.Parent as CommandResult; parent is not null; parent = parent.Parent as CommandResult)
            own = own.Concat(parent.Command.Options.Where(static option => option.Recursive));
        return own.Select(static option => option.Name).Where(static name => name.StartsWith(Mark, StringComparison.Ordinal));
    }
}
