using Recurrent.Layers;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Training.Tests;

/// <summary>A module of plain parameters.</summary>
internal sealed class Vectors : Module
{
    public Vectors(params (string Name, Shape Shape)[] parameters)
    {
        foreach ((string name, Shape shape) in parameters)
        {
            var values = new float[shape.Length];
            new RandomSource(9).Stream(name).FillNormal(values);
            AddParameter(name, new Parameter(values, shape));
        }
    }

    public Parameter this[string name] => Parameters().Single(named => named.Name == name).Parameter;

    public Parameter[] All => [.. Parameters().Select(named => named.Parameter)];

    public void FillGradients(ulong step)
    {
        foreach ((string name, Parameter parameter) in Parameters())
        {
            new RandomSource(10).Stream(name, step).FillNormal(parameter.MutableGradient);
        }
    }
}
