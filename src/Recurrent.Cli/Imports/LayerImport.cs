using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks.Layers;
using Recurrent.Interop.Weights;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Imports;

/// <summary>Writes recognized layers as a model folder.</summary>
internal static class LayerImport
{
    /// <summary>Writes the folder and says what it holds.</summary>
    /// <exception cref="StorageFormatException">Nothing was recognized.</exception>
    public static int Write(ImportInvocation invocation, Recognition found)
    {
        if (found.Layers.Count == 0)
        {
            var example = found.Unrecognized.Count == 0 ? "the file has no tensors" : $"{found.Unrecognized[0].Name}: {found.Unrecognized[0].Reason}";
            throw new StorageFormatException(invocation.File, "tensors", $"are those of no layer known here ({example}) Known are RNN, GRU, LSTM, Linear, Embedding and LayerNorm.");
        }

        new ImportedLayers(found.Layers).Save(invocation.Out.Model);
        var document = ImportDocument.Of(invocation, found);
        if (invocation.WantsJson)
        {
            JsonOutput.Write(invocation.Notes.Terminal.Output, document, LayersJsonContext.Default.ImportDocument);
            return ExitCode.Done;
        }

        RecognitionText.Write(invocation.Notes.Terminal.Output, document.Layers, document.Unrecognized);
        invocation.Notes.Say($"{(document.Layers.Count == 1 ? "1 layer" : $"{NumberText.Count(document.Layers.Count)} layers")}: {invocation.Out.Path}");
        return ExitCode.Done;
    }
}
