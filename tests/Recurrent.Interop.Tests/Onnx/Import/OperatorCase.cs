using Recurrent.Interop.Onnx.Import;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>One operator on inputs a, b, c, …: compared with ONNX Runtime.</summary>
internal sealed record OperatorCase(string Name, OnnxData?[] Inputs)
{
    public AttributeProto[] Attributes { get; init; } = [];

    public OnnxDataType Type { get; init; } = OnnxDataType.Float32;

    public int Outputs { get; init; } = 1;

    public long Version { get; init; } = 18;

    public string Domain { get; init; } = string.Empty;

    /// <summary>Types of further outputs, where they are not the first's.</summary>
    public OnnxDataType[] MoreTypes { get; init; } = [];

    public TestModel Build()
    {
        var model = new TestModel(Version);
        var names = new List<string>();
        for (int index = 0; index < Inputs.Length; index++)
        {
            names.Add(Inputs[index] is null ? string.Empty : $"in{index}");
            if (Inputs[index] is { } value)
            {
                model.Input(names[^1], value);
            }
        }

        string[] outputs = [.. Enumerable.Range(0, Outputs).Select(index => $"out{index}")];
        model.Node(Name, [.. names], outputs, Domain, Attributes);
        for (int index = 0; index < Outputs; index++)
        {
            model.Output(outputs[index], index > 0 && MoreTypes.Length >= index ? MoreTypes[index - 1] : Type);
        }

        return model;
    }

    public override string ToString() => $"{Name} {Version} {string.Join(' ', Inputs.Select(input => input?.ToString() ?? "-"))} {string.Join(' ', Attributes.Select(attribute => attribute.Name))}";
}
