using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Interop.Weights;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Cli.Tasks.Layers;

/// <summary><c>rnn predict</c> with imported layers: runs a recurrent one over a sequence that starts with a state of zero.</summary>
internal sealed class LayersPredict : ITaskVerb
{
    private readonly Option<string?> _layer = new("--layer") { HelpName = "NAME", Description = "Imported layers: which recurrent one to run; the only one when not named." };

    public IReadOnlyList<Option> Options => [_layer];

    public int Run(TaskInvocation invocation)
    {
        if (invocation.Input is not { } path)
            throw new UsageException("INPUT: a recurrent layer needs a sequence; name a CSV file with a row for every step and a column for every feature, a .safetensors file with one tensor, or - for standard input.");
        invocation.RefuseJsonWithoutFile("the outputs are");
        var layer = Find(ImportedLayers.Load(invocation.Location!.Folder), invocation.Parsed.GetValue(_layer));
        var input = StepTable.Read(path, invocation.Terminal, layer.InputSize);
        var (outputs, _) = layer.Run(Tape.ForInference(), new SequenceBatch(input));
        ResultOutput.Write(invocation, writer => Write(writer, outputs.Values));
        if (invocation.Out is null) return ExitCode.Done;
        invocation.Notes.Say($"{NumberText.Count(outputs.Time)} steps of {layer.OutputSize} outputs: {invocation.Out}");
        if (invocation.WantsJson)
        {
            var document = new LayersPredictionDocument(ImportedLayers.TaskName, invocation.Out, outputs.Time, layer.OutputSize);
            JsonOutput.Write(invocation.Terminal.Output, document, LayersJsonContext.Default.LayersPredictionDocument);
        }
        return ExitCode.Done;
    }

    private static SequenceLayer Find(ImportedLayers layers, string? name)
    {
        try
        {
            return layers.Recurrent(name);
        }
        catch (KeyNotFoundException unknown)
        {
            throw new UsageException($"--layer: {unknown.Message}", unknown);
        }
    }

    private static void Write(TextWriter writer, Tensor outputs)
    {
        var width = outputs.Shape[2];
        writer.Write(string.Join(',', Enumerable.Range(0, width).Select(static column => string.Create(CultureInfo.InvariantCulture, $"y{column}"))) + "\n");
        for (var step = 0; step < outputs.Shape[0]; step++)
        {
            for (var column = 0; column < width; column++)
            {
                if (column > 0) writer.Write(',');
                writer.Write(outputs.Values[(step * width) + column].ToString("R", CultureInfo.InvariantCulture));
            }
            writer.Write('\n');
        }
    }
}
