using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Text.Tagging;
using Recurrent.Training.Data;

namespace Recurrent.Cli.Tasks.Tag;

/// <summary><c>rnn predict</c> with a tagger: tokens go through with their tags behind them.</summary>
internal sealed class TagPredict : ITaskVerb
{
    private static readonly string[] Forms = [.. Enum.GetNames<TagInput>().Select(static name => name.ToLowerInvariant())];
    private readonly Option<string?> _form = new("--tag-input") { HelpName = "FORM", Description = "Tag: how the input is written, one of auto, conll (a token a line), words (a sentence a line, tokens apart) or text (a sentence a line); auto tells from the first lines." };
    private readonly Option<bool> _sure = new("--tag-probabilities") { Description = "Tag: also write the probability of every tag, before the tag." };

    public TagPredict() => _form.CompletionSources.Add(Forms);

    public IReadOnlyList<Option> Options => [_form, _sure];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } input)
            throw new UsageException("INPUT: a tagger needs sentences; name a file of CoNLL columns or with a sentence a line, or - for standard input.");
        invocation.RefuseJsonWithoutFile("the tagged tokens themselves are");
        var pump = new TaggingPump(SequenceTagger.Load(invocation.Location!.Folder), Form(invocation.Parsed), invocation.Parsed.GetValue(_sure));
        using var lines = InputLines.Open(input, invocation.Terminal, mayBeEmpty: true, mayBeTable: false);
        ResultOutput.Write(invocation, writer => pump.Run(lines, writer, invocation.Cancellation));
        if (invocation.Out is { } path) invocation.Notes.Say($"{NumberText.Count(pump.Sentences)} sentences, {NumberText.Count(pump.Entities)} entities: {path}");
        if (invocation.WantsJson)
            JsonOutput.Write(invocation.Terminal.Output, new TagPredictionDocument(TagTask.TaskName, invocation.Out!, pump.Sentences, pump.Entities), TagJsonContext.Default.TagPredictionDocument);
        return ExitCode.Done;
    }

    private TagInput Form(ParseResult parsed)
    {
        if (parsed.GetValue(_form) is not { } text) return TagInput.Auto;
        var place = Array.IndexOf(Forms, text.ToLowerInvariant());
        return place >= 0
            ? Enum.GetValues<TagInput>()[place]
            : throw new UsageException($"--tag-input: received '{text}'{NearestName.Suggestion(text, Forms)}; expected one of {string.Join(", ", Forms)}.");
    }
}
