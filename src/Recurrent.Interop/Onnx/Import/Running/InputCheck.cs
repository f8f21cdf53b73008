using Recurrent.Interop.Onnx.Import.Values;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Compares what a run is given with what the model says.</summary>
internal static class InputCheck
{
    /// <exception cref="ArgumentException">An input is missing, unknown, or of another type or shape.</exception>
    public static void Check(OnnxModel model, IReadOnlyDictionary<string, OnnxData> inputs)
    {
        string known = string.Join(", ", model.Inputs.Where(input => !input.HasDefault));
        if (inputs.Keys.FirstOrDefault(name => model.Inputs.All(input => input.Name != name)) is { } unknown)
        {
            throw new ArgumentException($"The model has no input '{unknown}'; it reads {known}.", nameof(inputs));
        }

        foreach (OnnxValueInfo input in model.Inputs)
        {
            if (inputs.TryGetValue(input.Name, out OnnxData? value))
            {
                Check(input, value);
            }
            else if (!input.HasDefault)
            {
                throw new ArgumentException($"The input '{input.Name}' is missing; the model reads {known}.", nameof(inputs));
            }
        }
    }

    private static void Check(OnnxValueInfo input, OnnxData value)
    {
        bool fits = value.Items is not null
            || ((input.ElementType == OnnxDataType.Undefined || input.ElementType == value.ElementType) && Fits(input.Shape, value.Axes));
        if (!fits)
        {
            throw new ArgumentException($"The input '{input.Name}' is {ElementTypes.NameOf(value.ElementType)}{Shapes.Text(value.Axes)}, the model expects {input}.", nameof(value));
        }
    }

    private static bool Fits(IReadOnlyList<OnnxAxis>? expected, ReadOnlySpan<int> shape)
    {
        bool fits = expected is null || expected.Count == shape.Length;
        for (int axis = 0; fits && axis < (expected?.Count ?? 0); axis++)
        {
            fits = expected![axis].Size is not { } size || size == shape[axis];
        }

        return fits;
    }
}
