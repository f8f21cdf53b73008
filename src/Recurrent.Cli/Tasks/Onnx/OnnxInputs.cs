using Recurrent.Cli.Presentation;
using Recurrent.Cli.Runs;
using Recurrent.Cli.Tasks.Layers;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Import.NodeTests;
using Recurrent.Interop.Onnx.Import.Operators;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary>Reads what an ONNX model is given from files.</summary>
internal sealed class OnnxInputs(OnnxModel model, Terminal terminal)
{
    private readonly OnnxValueInfo[] _needed = [.. model.Inputs.Where(static input => !input.HasDefault)];

    /// <summary>Reads all inputs.</summary>
    /// <param name="only">The file of the only input, or a .safetensors with a tensor for every input; null for none.</param>
    /// <param name="named"><c>NAME=FILE</c>.</param>
    /// <exception cref="UsageException">An input is missing or a name wrong.</exception>
    public IReadOnlyDictionary<string, OnnxData> Read(string? only, string[] named)
    {
        var values = new Dictionary<string, OnnxData>();
        if (only is not null) ReadAll(only, values);
        foreach (var one in named)
        {
            var end = one.IndexOf('=', StringComparison.Ordinal);
            if (end <= 0) throw new UsageException($"--input: '{one}' is not of the form NAME=FILE.");
            var input = model.Inputs.FirstOrDefault(input => input.Name == one[..end])
                ?? throw new UsageException($"--input: the model has no input '{one[..end]}'; it reads {string.Join(", ", _needed)}.");
            values[input.Name] = ReadOne(input, one[(end + 1)..]);
        }

        return _needed.FirstOrDefault(input => !values.ContainsKey(input.Name)) is { } missing
            ? throw new UsageException($"INPUT: nothing is given for '{missing.Name}'; the model reads {string.Join(", ", _needed)}. Name a file for each with --input NAME=FILE, or one .safetensors that holds them by name.")
            : values;
    }

    private void ReadAll(string path, Dictionary<string, OnnxData> values)
    {
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            if (_needed.Length != 1) throw new UsageException($"INPUT: the model reads {string.Join(", ", _needed)}; name a file for each with --input NAME=FILE, or give one .safetensors that holds them by name.");
            values[_needed[0].Name] = ReadOne(_needed[0], path);
            return;
        }

        var tensors = Tensors(path);
        foreach (var (name, tensor) in tensors)
        {
            var input = model.Inputs.FirstOrDefault(input => input.Name == name) ?? (tensors.Count == 1 && _needed.Length == 1 ? _needed[0] : null)
                ?? throw new StorageFormatException(path, name, $"is no input of the model, which reads {string.Join(", ", _needed)}.");
            values[input.Name] = Typed(path, input, OnnxData.FromTensor(tensor));
        }
    }

    private OnnxData ReadOne(OnnxValueInfo input, string path)
    {
        if (path != SeriesFiles.StandardInput && !File.Exists(path)) throw new UsageException($"INPUT: there is no file '{path}'.");
        return Typed(path, input, Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SAFETENSORS" => OnnxData.FromTensor(Tensors(path).GetValueOrDefault(input.Name) ?? throw new StorageFormatException(path, input.Name, "is not in the file.")),
            ".NPY" => NumpyFile.Read(path),
            ".PB" => NodeTestData.Read(path),
            _ => ReadTable(input, path),
        });
    }

    private static IReadOnlyDictionary<string, Recurrent.Tensors.Tensor> Tensors(string path) =>
        File.Exists(path) ? SafeTensorsFile.Read(path).Tensors : throw new UsageException($"INPUT: there is no file '{path}'.");

    /// <summary>A row for every entry of the axis that changes, a column for every feature.</summary>
    private OnnxData ReadTable(OnnxValueInfo input, string path)
    {
        if (input.Shape is not { Count: 1 or 2 or 3 } shape || (shape.Count > 1 && shape[^1].Size is null))
            throw new UsageException($"INPUT: a table of rows does not say the shape of {input}; give a .npy, .pb or .safetensors file.");
        var features = shape.Count == 1 ? 1 : (int)shape[^1].Size!.Value;
        var table = StepTable.Read(path, terminal, features);
        var rows = table.Shape[0];
        var isBatchFirst = shape.Count == 3 && (shape[0].Size == 1 || shape[0].Name.StartsWith("batch", StringComparison.OrdinalIgnoreCase));
        return OnnxData.Create(table.Values, shape.Count switch { 1 => [rows], 2 => [rows, features], _ => isBatchFirst ? [1, rows, features] : [rows, 1, features] });
    }

    /// <summary>Numbers in the type the model reads.</summary>
    private static OnnxData Typed(string path, OnnxValueInfo input, OnnxData value)
    {
        try
        {
            return input.ElementType == OnnxDataType.Undefined ? value : TypeOperators.Cast(value, input.ElementType);
        }
        catch (Exception refusal) when (refusal is not (OperationCanceledException or IOException))
        {
            throw new StorageFormatException(path, input.Name, $"is {value}, the model reads {input}: {refusal.Message}.", refusal);
        }
    }
}
