using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Documentation.Tests.Snippets;

public class GradientFlowExampleTests
{
    [Fact]
    public void Layers_of_a_program_are_looked_at()
    {
        var random = new RandomSource(seed: 1);
        var values = new float[150 * 8 * 4];
        random.Stream("values").FillNormal(values);
        var batch = new SequenceBatch(Tensor.FromValues(values, new Shape(150, 8, 4)));
        List<string> lines = [];

        #region GradientFlow
        var network = new Lstm(new LstmOptions { InputSize = 4, HiddenSize = 32, Layers = 2 }, random);     // or any module that holds layers
        foreach (RecurrenceDiagnosis layer in RecurrenceDiagnosis.Of(network, run: () => network.Run(Tape.ForInference(), batch)))
        {
            string memory = layer.Flow.MemoryLength is int length ? $"{length} steps" : "all of them";
            GateSaturation forget = layer.Gates.Single(gate => gate.Name == "forget");
            lines.Add($"{layer.Path}: memory {memory}, gradient × {layer.Flow.DecayPerStep:0.00} a step, {forget.High:P0} of the forget gates open");
        }
        #endregion

        Assert.Equal(2, lines.Count);
        Assert.StartsWith("l0: memory ", lines[0], StringComparison.Ordinal);
    }
}
