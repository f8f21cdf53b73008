using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Reports;
using Recurrent.Cli.Runs;
using Recurrent.Text.Translation;

namespace Recurrent.Cli.Tasks.Translate;

/// <summary><c>rnn demo translate</c>: English and German sentences of a small grammar.</summary>
internal sealed class TranslateDemo : ITaskVerb
{
    private const int Training = 4000;
    private const int Validation = 200;
    private const int Test = 300;
    private const int Shown = 5;
    private const int Epochs = 8;
    private const int Width = 64;
    private const ulong GrammarSeed = 1;

    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation)
    {
        var folder = DemoFolder.Take(invocation.Out ?? Path.Combine("models", "demo-translate"), "sentences");
        var outcome = TranslateRunner.Run(Request(invocation, folder), invocation.Notes, invocation.Cancellation);
        HtmlPage.Write(folder.Report, "Translating sentences of a small grammar", invocation.Terminal.Time, writer => TranslateSection.Write(writer, outcome));
        var output = invocation.Terminal.Output;
        if (invocation.WantsJson)
        {
            JsonOutput.Write(output, new TranslateDemoDocument("demo", folder.Report, [TranslateDocument.Of(outcome)]), TranslateJsonContext.Default.TranslateDemoDocument);
            return ExitCode.Done;
        }

        TranslateText.WriteScores(output, outcome);
        foreach (var (pair, said) in outcome.Request.Test.Zip(outcome.Test!.Translations).Take(Shown)) output.WriteLine($"  {pair.Source}  →  {said.Text}");
        output.WriteLine($"Report: {Path.GetFullPath(folder.Report)}");
        return ExitCode.Done;
    }

    private static TranslateRequest Request(TaskInvocation invocation, OutputFolder folder)
    {
        var given = invocation.Training!.Read(invocation.Parsed);
        var options = new TranslatorOptions
        {
            Seed = given.Options.Seed,
            Threads = given.Options.Threads,
            Hidden = given.Options.Hidden ?? Width,
            Embedding = Width,
            Epochs = given.Options.Epochs ?? Epochs,
            VocabularySize = 500,
            BatchSize = 32,
            Dropout = 0.1,
            LearningRate = 0.005,
            AverageDecay = 0.99,
        };
        if (given.IsGiven("cell")) options = options with { Cell = given.Options.Cell };
        // What was drawn for learning is taken out of the test, so that nothing is known by heart.
        var drawn = DemoSentences.Draw(Training + Validation + (2 * Test), GrammarSeed);
        var known = drawn.Take(Training + Validation).Select(static pair => pair.Source).ToHashSet(StringComparer.Ordinal);
        return new TranslateRequest
        {
            DataName = "sentences",
            Training = [.. drawn.Take(Training)],
            Validation = [.. drawn.Skip(Training).Take(Validation)],
            Test = [.. drawn.Skip(Training + Validation).Where(pair => !known.Contains(pair.Source)).Take(Test)],
            Options = options,
            Search = new TranslateOptions { Beam = SearchSymbols.UsualBeam, Threads = options.Threads },
            Folder = folder.Part("sentences"),
            Command = CommandText.Of(invocation.Parsed, folder.Path),
        };
    }
}
