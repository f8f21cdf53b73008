using Recurrent.Tensors;

namespace Recurrent.Layers.Tests.Golden;

/// <summary>Adam as the paper writes it, in double precision: enough to train a layer in a test of layers alone.</summary>
/// <remarks>Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1.</remarks>
internal sealed class PlainAdam(Parameter[] parameters, double rate)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;
    private readonly double[][] _first = [.. parameters.Select(parameter => new double[parameter.Shape.Length])];
    private readonly double[][] _second = [.. parameters.Select(parameter => new double[parameter.Shape.Length])];
    private int _step;

    public void Step()
    {
        _step++;
        for (int index = 0; index < parameters.Length; index++)
        {
            Span<float> values = parameters[index].BeginUpdate();
            ReadOnlySpan<float> gradient = parameters[index].Gradient;
            for (int element = 0; element < values.Length; element++)
            {
                ref double first = ref _first[index][element], second = ref _second[index][element];
                first += (1 - FirstDecay) * (gradient[element] - first);
                second += (1 - SecondDecay) * (((double)gradient[element] * gradient[element]) - second);
                double unbiased = first / (1 - Math.Pow(FirstDecay, _step));
                double scale = Math.Sqrt(second / (1 - Math.Pow(SecondDecay, _step))) + Epsilon;
                values[element] = (float)(values[element] - (rate * unbiased / scale));
            }
        }
    }
}
