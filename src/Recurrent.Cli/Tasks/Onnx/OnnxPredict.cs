using System.CommandLine;
using System.Globalization;
using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary><c>rnn predict</c> with an ONNX model and inputs by name.</summary>
internal sealed class OnnxPredict : ITaskVerb
{
    private readonly Option<string[]> _inputs = new("--input") { HelpName = "NAME=FILE", Description = "ONNX models: what an input reads: .csv, .npy, .pb, or a tensor of a .safetensors; may be given several times." };
    private readonly Option<string?> _output = new("--output") { HelpName = "NAME", Description = "ONNX models: which output to write; the first when not named." };

    public IReadOnlyList<Option> Options => [_inputs, _output];

    public int Run(TaskInvocation invocation)
    {
        invocation.RefuseJsonWithoutFile("the outputs are");
        var model = OnnxModelFolder.Load(invocation.Location!.Folder);
        var name = invocation.Parsed.GetValue(_output);
        if (name is not null && model.Outputs.All(output => output.Name != name))
            throw new UsageException($"--output: the model has no output '{name}'; it gives {string.Join(", ", model.Outputs)}.");
        var inputs = new OnnxInputs(model, invocation.Terminal).Read(invocation.Input, invocation.Parsed.GetValue(_inputs) ?? []);
        var outputs = RunModel(model, inputs, invocation.Cancellation);
        Write(invocation, outputs, name ?? model.Outputs[0].Name);
        var others = string.Join(", ", outputs.Keys.Where(one => one != (name ?? model.Outputs[0].Name)));
        if (name is null && others.Length > 0 && !IsSafeTensors(invocation.Out)) invocation.Notes.Say($"also computed, for --output or an --out that ends in .safetensors: {others}");
        if (invocation.WantsJson)
        {
            var document = new OnnxPredictionDocument(OnnxModelFolder.TaskName, invocation.Out!, outputs.ToDictionary(static one => one.Key, static one => one.Value.ToString()));
            JsonOutput.Write(invocation.Terminal.Output, document, OnnxJsonContext.Default.OnnxPredictionDocument);
        }

        return ExitCode.Done;
    }

    private static IReadOnlyDictionary<string, OnnxData> RunModel(OnnxModel model, IReadOnlyDictionary<string, OnnxData> inputs, CancellationToken cancellation)
    {
        try
        {
            return model.Run(inputs, cancellation: cancellation);
        }
        catch (ArgumentException refusal)
        {
            throw new UsageException($"INPUT: {refusal.Message}", refusal);
        }
    }

    private static bool IsSafeTensors(string? path) => path?.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) == true;

    private static void Write(TaskInvocation invocation, IReadOnlyDictionary<string, OnnxData> outputs, string name)
    {
        if (IsSafeTensors(invocation.Out))
            SafeTensorsFile.Write(invocation.Out!, outputs.Where(static one => one.Value.Texts is null && one.Value.Items is null).ToDictionary(static one => one.Key, static one => one.Value.ToTensor()));
        else ResultOutput.Write(invocation, writer => WriteRows(writer, name, outputs[name]));
        if (invocation.Out is not null) invocation.Notes.Say($"{outputs[name]}: {invocation.Out}");
    }

    /// <summary>A row for every entry of all axes but the last, a column for every entry of the last.</summary>
    private static void WriteRows(TextWriter writer, string name, OnnxData output)
    {
        if (output.Items is not null) throw new UsageException($"--output: '{name}' is a list of values, which is not written; choose another.");
        var width = output.Shape.Count > 0 ? output.Shape[^1] : 1;
        var values = output.Texts?.ToArray() ?? Texts(output);
        writer.Write(string.Join(',', Enumerable.Range(0, width).Select(column => width == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{column}"))) + "\n");
        for (var start = 0; start < values.Length; start += width) writer.Write(string.Join(',', values.AsSpan(start, width).ToArray()) + "\n");
    }

    private static string[] Texts(OnnxData output) => output.ElementType == OnnxDataType.Int64
        ? Array.ConvertAll(output.Values<long>().ToArray(), static number => number.ToString(CultureInfo.InvariantCulture))
        : Array.ConvertAll(output.ToTensor().Values.ToArray(), static number => number.ToString("R", CultureInfo.InvariantCulture));
}
