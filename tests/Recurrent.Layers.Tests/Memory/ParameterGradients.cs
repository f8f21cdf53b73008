using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Memory;

/// <summary>Holds a module to a plain reference in double: its output, and the gradients of its parameters by central differences of the reference.</summary>
internal static class ParameterGradients
{
    private const double Step = 1e-5;

    public static void Check(Module module, Func<Tape, Tensor> run, Func<IReadOnlyDictionary<string, double[]>, double[]> reference)
    {
        // Other values than the first ones, or zeros and ones would hide a mistake.
        foreach (NamedParameter named in module.Parameters())
            SampleTensors.Normal(named.Name, named.Parameter.Shape, 0.5).Values.CopyTo(named.Parameter.BeginUpdate());
        Dictionary<string, double[]> weights = module.Parameters().ToDictionary(named => named.Name, named => named.Parameter.Values.ToArray().Select(value => (double)value).ToArray());
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor output = run(tape);
        Close.Relative("output", [.. reference(weights).Select(value => (float)value)], output.Values, 2e-6, floor: 1);
        Tensor upstream = SampleTensors.Normal("upstream", output.Shape);
        module.ZeroGradients();
        tape.Backward(output, upstream.Values);
        foreach (NamedParameter named in module.Parameters())
        {
            double[] values = weights[named.Name];
            float[] expected = [.. Enumerable.Range(0, values.Length).Select(index => (float)((Moved(index, Step) - Moved(index, -Step)) / (2 * Step)))];
            Close.Relative(named.Name, expected, named.Parameter.Gradient, 2e-5, floor: 0.1);

            double Moved(int index, double step)
            {
                double before = values[index];
                values[index] = before + step;
                double result = reference(weights).Select((value, place) => value * upstream.Values[place]).Sum();
                values[index] = before;
                return result;
            }
        }
    }
}
