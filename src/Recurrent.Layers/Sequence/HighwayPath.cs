using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Sequence;

/// <summary>The path around a layer with a gate: y = t ⊙ layer(x) + (1 − t) ⊙ x, t = σ(W x + b).</summary>
/// <remarks>Srivastava, Greff and Schmidhuber, "Training very deep networks", NIPS 2015, equation 3; b starts at −1, so that more is carried than changed.</remarks>
internal sealed class HighwayPath : Module
{
    private const double FirstBias = -1;

    private readonly PackedWeights<HighwayGate> _gate;

    public HighwayPath(int size, InitializationScope scope)
    {
        Weight = AddParameter("weight_highway", scope.Create("weight_highway", new Shape(size, size), new GlorotUniform()));
        Bias = AddParameter("bias_highway", scope.Create("bias_highway", new Shape(size), new Constant(FirstBias)));
        _gate = new PackedWeights<HighwayGate>(() => new HighwayGate(Copy(Weight), Copy(Bias)), Weight, Bias);
    }

    public Parameter Weight { get; }

    public Parameter Bias { get; }

    /// <summary>The gate with a copy of the present weights, for streams.</summary>
    public HighwayGate Copied => _gate.Current();

    /// <summary>What the layer gives out and what it read, mixed; any number of rows.</summary>
    public Tensor Mix(Tape tape, Tensor outputs, Tensor input) => new HighwayGate(Weight, Bias).Mix(tape, outputs, input);

    private static Tensor Copy(Parameter parameter) => Tensor.FromValues(parameter.Values, parameter.Shape);
}
