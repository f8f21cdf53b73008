using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Text.LanguageModels;

namespace Recurrent.Cli.Tasks.Generate;

/// <summary><c>rnn evaluate</c> with a language model.</summary>
internal sealed class GenerateEvaluate : ITaskVerb
{
    private readonly Option<bool> _dynamic = new("--dynamic") { Description = "Generate: learn from every piece of the text after it is scored (dynamic evaluation); not comparable with scores of a fixed model." };

    public IReadOnlyList<Option> Options => [_dynamic];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path) throw new UsageException("DATA: a language model needs a text to be scored on; name a text file, or - for standard input.");
        var model = LanguageModel.Load(invocation.Location!.Folder);
        invocation.Terminal.Probe?.OnModel(model.State.Network);
        var isDynamic = invocation.Parsed.GetValue(_dynamic);
        var evaluation = model.Evaluate(TextInput.Read(path, invocation.Terminal), isDynamic ? new DynamicEvaluation() : null);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Terminal.Output, GenerateScoresDocument.Of(evaluation, isDynamic), GenerateJsonContext.Default.GenerateScoresDocument);
            return ExitCode.Done;
        }

        invocation.Terminal.Output.WriteLine($"{NumberText.Count(evaluation.Model.Characters)} characters, {NumberText.Count(evaluation.Model.Tokens)} tokens{(isDynamic ? ", learning from the text while it is scored" : "")}");
        GenerateText.WriteTable(invocation.Terminal.Output, evaluation);
        return ExitCode.Done;
    }
}
