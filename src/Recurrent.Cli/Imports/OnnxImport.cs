using System.CommandLine;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks.Onnx;

namespace Recurrent.Cli.Imports;

/// <summary><c>rnn import</c> of an ONNX model.</summary>
internal sealed class OnnxImport : IFileImport
{
    private readonly Option<bool> _layers = new("--layers") { Description = "ONNX: keep only the recurrent, linear and other layers of the graph, as layers of this library." };

    public string Kind => "ONNX models";

    public IReadOnlyList<string> Endings { get; } = [".onnx"];

    public IReadOnlyList<Option> Options => [_layers];

    public int Run(ImportInvocation invocation)
    {
        var model = OnnxModels.Load(invocation.File);
        if (invocation.Parsed.GetValue(_layers)) return LayerImport.Write(invocation, model.ToLayers());
        OnnxModelFolder.Write(invocation.Out.Model, invocation.File, model);
        var document = OnnxDocument.Of(model, invocation.File);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Notes.Terminal.Output, document, OnnxJsonContext.Default.OnnxDocument);
            return ExitCode.Done;
        }

        OnnxText.Write(invocation.Notes.Terminal.Output, document);
        invocation.Notes.Say($"the model is in {invocation.Out.Path}");
        return ExitCode.Done;
    }
}
