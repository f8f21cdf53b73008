using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary><c>rnn evaluate</c> with a translator.</summary>
internal sealed class TranslateEvaluate : ITaskVerb
{
    private readonly Option<string?> _source = new("--source") { HelpName = "FILE", Description = "Translate: sentences to translate, one a line (plain or .gz)." };
    private readonly Option<string?> _target = new("--target") { HelpName = "FILE", Description = "Translate: their translations by people, line for line." };
    private readonly LanguageSymbol _language = new();
    private readonly SearchSymbols _search = new();

    public IReadOnlyList<Option> Options => [_source, _target, _language.Option, .. _search.All];

    public int Run(TaskInvocation invocation)
    {
        var parsed = invocation.Parsed;
        if (invocation.Input is { } data)
            throw new UsageException($"DATA: received '{data}'; a translator is scored on two files: give --source FILE and --target FILE.");
        var (search, language) = (_search.Read(parsed), _language.Read(parsed));
        var source = parsed.GetValue(_source);
        var pairs = PairFiles.Read(source, parsed.GetValue(_target), "--source and --target")
            ?? throw new UsageException("--source and --target: a translator needs sentences and their translations to be scored on; name both files.");
        var translator = Translator.Load(invocation.Location!.Folder);
        translator.Check(pairs, source!);
        if (invocation.Terminal.Probe is { } probe)
        {
            // A search runs the decoder step by step; read at once, it shows how far back its gradients reach.
            probe.OnModel(translator.State.Network);
            translator.Read(pairs);
            return ExitCode.Done;
        }

        var evaluation = TranslatorEvaluator.Evaluate(translator, pairs, search, language, invocation.Cancellation);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, TranslateScoresDocument.Of(evaluation, search), TranslateJsonContext.Default.TranslateScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Sentences)} sentences, beam {search.Beam}");
        TranslateText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}
