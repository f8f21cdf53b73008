using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Networks of one architecture and different first weights, whose probabilities are averaged.</summary>
internal sealed class ClassifierNetwork : Module
{
    public ClassifierNetwork(ClassifierArchitecture architecture, InitializationScope initialization)
    {
        Classes = architecture.Classes;
        Members =
        [
            .. Enumerable.Range(0, architecture.Members).Select(index =>
            {
                var name = $"member{index}";
                return AddModule(name, new ClassifierMember(architecture, initialization.Part(name)));
            }),
        ];
    }

    public int Classes { get; }

    public ClassifierMember[] Members { get; }

    /// <summary>Mean probabilities of the members, row-major <c>[B, C]</c>.</summary>
    public double[] Probabilities(Tape tape, SequenceBatch batch)
    {
        var sum = new double[batch.Batch * Classes];
        foreach (var member in Members)
        {
            var values = tape.Softmax(member.Run(tape, batch)).Values;
            for (var index = 0; index < sum.Length; index++) sum[index] += values[index] / (double)Members.Length;
        }
        return sum;
    }
}
