using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Onnx.Export;

/// <summary>Random numbers for all parameters: many start at 0 or 1, which would hide that two of them are mixed up.</summary>
internal static class SampleWeights
{
    private const float Scale = 0.4f;

    public static TModule Fill<TModule>(TModule module)
        where TModule : Module
    {
        var random = new RandomSource(3);
        foreach ((string name, Parameter parameter) in module.Parameters())
        {
            Span<float> values = parameter.BeginUpdate();
            random.Stream(name).FillNormal(values);
            foreach (ref float value in values)
            {
                value *= Scale;
            }
        }

        return module;
    }
}
