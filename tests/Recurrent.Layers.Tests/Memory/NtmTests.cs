using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Memory;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using static Recurrent.Layers.Tests.Memory.PlainMath;

namespace Recurrent.Layers.Tests.Memory;

public sealed class NtmTests
{
    private const int Steps = 3;
    private const int Inputs = 2;
    private const int Hidden = 3;
    private const int Slots = 4;
    private const int Width = 2;
    private static readonly NtmOptions Options = new() { InputSize = Inputs, HiddenSize = Hidden, Slots = Slots, SlotWidth = Width };

    [Fact]
    public void Machine_has_the_outputs_and_gradients_of_the_paper()
    {
        var machine = new Ntm(Options, new RandomSource(1));
        SequenceBatch input = SampleTensors.Batch("input", Steps, 1, Inputs);
        ParameterGradients.Check(machine, tape => machine.Run(tape, input).Outputs.Values, weights => Reference(weights, input.Values));
    }

    [Fact]
    public void Weights_of_slots_sum_to_one_and_begin_at_the_first()
    {
        var cell = new NtmCell(Options, new RandomSource(1));
        Tape tape = Tape.ForInference(threads: 1);
        NtmState state = cell.Step(tape, SampleTensors.Normal("input", new Shape(2, Inputs)), cell.ZeroState(2));
        foreach (Tensor weights in new[] { state.ReadWeights, state.WriteWeights })
        {
            for (int row = 0; row < 2; row++)
            {
                float[] own = weights.Values.Slice(row * Slots, Slots).ToArray();
                Assert.Equal(0, own.Sum(), 1e-5);
                Assert.All(own[1..], weight => Assert.InRange(weight, 0, 1));
            }
        }
    }

    [Fact]
    public void Machine_learns_to_say_what_it_was_told()
    {
        // Three bits come, then silence in which they are to be repeated.
        const int Length = 3, Batch = 16, Updates = 700;
        var random = new RandomSource(3);
        var machine = new Ntm(new NtmOptions { InputSize = 3, HiddenSize = 24, Slots = 6, SlotWidth = 6 }, random);
        var head = new Linear(24, 1, new InitializationScope(random).Part("head"));
        var optimizer = new Golden.PlainAdam([.. machine.Parameters().Concat(head.Parameters()).Select(named => named.Parameter)], 0.01);
        double error = 1;
        for (int update = 0; update < Updates; update++)
        {
            Tape tape = Tape.ForGradients(threads: 1);
            var bits = new float[Length * Batch];
            random.Stream("bits", (ulong)update).FillUniform(bits);
            for (int index = 0; index < bits.Length; index++) bits[index] = bits[index] < 0.5f ? 0 : 1;
            var values = new float[2 * Length * Batch * 3];
            for (int index = 0; index < bits.Length; index++)
            {
                (values[index * 3], values[(index * 3) + 1]) = (bits[index], 1);
                values[((bits.Length + index) * 3) + 2] = 1;
            }

            Tensor outputs = machine.Run(tape, new SequenceBatch(tape.Constant(values, new Shape(2 * Length, Batch, 3)))).Outputs.Values;
            Tensor said = head.Run(tape, outputs.Slice(Length, Length)).Reshape(new Shape(Length * Batch));
            Tensor loss = tape.BinaryCrossEntropyWithLogits(said, tape.Constant(bits, said.Shape));
            error = (0.95 * error) + (0.05 * said.Values.ToArray().Zip(bits, (logit, bit) => (logit > 0) == (bit > 0.5f) ? 0.0 : 1.0).Average());
            machine.ZeroGradients();
            head.ZeroGradients();
            tape.Backward(loss);
            optimizer.Step();
        }

        Assert.InRange(error, 0, 0.05);
    }

    private static double[] Reference(IReadOnlyDictionary<string, double[]> w, Tensor input)
    {
        double[] hidden = new double[Hidden], cell = new double[Hidden], read = new double[Width], reading = [1, .. new double[Slots - 1]], writing = reading;
        double[][] memory = [.. Enumerable.Range(0, Slots).Select(_ => new double[Width])];
        var outputs = new List<double>();
        for (int step = 0; step < Steps; step++)
        {
            double[] x = [.. input.Values.Slice(step * Inputs, Inputs).ToArray().Select(value => (double)value)];
            double[] sums = Sum(Product(W("controller_weight_ih"), [.. x, .. read]), W("controller_bias_ih"), Product(W("controller_weight_hh"), hidden), W("controller_bias_hh"));
            cell = [.. cell.Select((c, i) => (Sigmoid(sums[Hidden + i]) * c) + (Sigmoid(sums[i]) * Math.Tanh(sums[(2 * Hidden) + i])))];
            hidden = [.. cell.Select((c, i) => Sigmoid(sums[(3 * Hidden) + i]) * Math.Tanh(c))];
            double[] heads = Sum(Product(W("heads_weight"), hidden), W("heads_bias"));
            writing = Look(memory, heads[..(Width + 6)], writing);
            double[] erase = [.. heads[^(2 * Width)..^Width].Select(Sigmoid)], add = [.. heads[^Width..].Select(Math.Tanh)];
            memory = [.. memory.Select((slot, i) => slot.Select((value, j) => (value * (1 - (writing[i] * erase[j]))) + (writing[i] * add[j])).ToArray())];
            reading = Look(memory, heads[(Width + 6)..(2 * (Width + 6))], reading);
            read = Weighted(reading, memory, Width);
            outputs.AddRange(Sum(hidden, Product(W("output_weight"), read)));
        }

        return [.. outputs];

        double[] W(string name) => w[name + "_l0"];
    }

    private static double[] Look(double[][] memory, double[] values, double[] before)
    {
        double[] key = [.. values[..Width].Select(Math.Tanh)];
        double strength = Softplus(values[Width]), gate = Sigmoid(values[Width + 1]), sharpness = 1 + Softplus(values[Width + 5]);
        double[] shifts = Softmax(values[(Width + 2)..(Width + 5)]);
        double[] content = Softmax([.. memory.Select(slot => strength * Dot(key, slot) / (Length(key) * Length(slot)))]);
        double[] gated = [.. before.Select((last, i) => (gate * content[i]) + ((1 - gate) * last))];
        double[] shifted = [.. gated.Select((_, i) => (gated[(i + 1) % Slots] * shifts[0]) + (gated[i] * shifts[1]) + (gated[(i + Slots - 1) % Slots] * shifts[2]))];
        double[] sharp = [.. shifted.Select(one => Math.Pow(Math.Max(one, 1e-6), sharpness))];
        return Scale(1 / sharp.Sum(), sharp);

        static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
        static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector) + 1e-6);
    }
}
