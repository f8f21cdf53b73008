using System.CommandLine;
using Recurrent.Text.Classification.Reading;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Classify;

/// <summary>Options that say how a file of texts is to be read.</summary>
internal sealed class TextSymbols
{
    private const string TextName = "--text-col";
    private const string LabelName = "--label-col";
    private const string FormatName = "--format";

    public IReadOnlyList<Option> Options { get; } =
    [
        new Option<string?>(TextName) { HelpName = "COLUMN", Description = "Classify: column or JSON field with the text, or its number from 1 without a header; found when not named." },
        new Option<string?>(LabelName) { HelpName = "COLUMN", Description = "Classify: column or JSON field with the label or labels (a|b, or a JSON array); found when not named." },
        new Option<string?>(FormatName) { HelpName = "KIND", Description = "Classify: csv, tsv, jsonl, or lines for one text a line; told by the file when not named." },
    ];

    /// <summary>What was asked for.</summary>
    /// <param name="parsed">The command line; read by name, since another task may have an option of the same name.</param>
    /// <param name="earlier">Columns of the training file; null for none.</param>
    /// <exception cref="UsageException">There is no such format.</exception>
    public static TextReaderOptions Read(ParseResult parsed, TextReaderOptions? earlier = null) => new()
    {
        TextColumn = parsed.GetValue<string?>(TextName),
        LabelColumn = parsed.GetValue<string?>(LabelName),
        Format = parsed.GetValue<string?>(FormatName) is { } name ? FormatOf(name) : null,
        SplitLabels = earlier?.SplitLabels ?? true,
        Earlier = earlier,
    };

    private static TextFormat FormatOf(string name) =>
        Enum.TryParse<TextFormat>(name, ignoreCase: true, out var format) && Enum.IsDefined(format) && !char.IsAsciiDigit(name[0])
            ? format
            : throw new UsageException($"{FormatName}: received '{name}'{NearestName.Suggestion(name, ["csv", "tsv", "jsonl", "lines"])}; expected csv, tsv, jsonl or lines.");
}
