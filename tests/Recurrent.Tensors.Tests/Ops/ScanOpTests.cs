using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Tensors.Tests.Ops;

public sealed class ScanOpTests
{
    private static readonly string[] Cells = ["linear", "min-gru", "min-lstm", "ind-rnn-relu", "ind-rnn-tanh", "sru"];

    public static TheoryData<string, bool, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, bool>();
            foreach (string cell in Cells)
            {
                foreach (bool isReverse in new[] { false, true })
                {
                    cases.Add(cell, isReverse, false);
                    cases.Add(cell, isReverse, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scans_and_their_gradients_match_the_formulas(string name, bool isReverse, bool hasLengths)
    {
        const int time = 7, batch = 3;
        int[] lengths = hasLengths ? [4, 0, 7] : [time, time, time];
        foreach (int hidden in new[] { 1, 5, 35 })
        {
            TestedScan scan = TestedScan.Of(name);
            var check = new GradientCheck { GradientTolerance = 4e-5, ValueTolerance = 4e-6 }
                .WithInput(new Shape(time, batch, scan.Gates * hidden)).WithInput(new Shape(batch, hidden));
            if (scan.Weights > 0)
            {
                check.WithInput(new Shape(scan.Weights, hidden), scale: 0.5);
            }

            check.Run(
                (tape, inputs) => Joined(tape, scan.Run(tape, BatchOf(inputs[0], hasLengths, lengths), inputs.Length > 2 ? inputs[2] : null, inputs[1], isReverse)),
                inputs => scan.Reference(inputs, new TestedScan.Size(time, batch, hidden), lengths, isReverse));
        }
    }

    [Theory]
    [InlineData("linear")]
    [InlineData("min-gru")]
    [InlineData("min-lstm")]
    [InlineData("ind-rnn-relu")]
    [InlineData("sru")]
    public void Scans_and_their_gradients_have_the_same_bits_on_any_number_of_threads(string name)
    {
        TestedScan scan = TestedScan.Of(name);
        var (one, three) = (Run(threads: 1), Run(threads: 3));
        Assert.All(one.Zip(three), static pair => Assert.Equal(pair.First, pair.Second));

        float[][] Run(int threads)
        {
            const int time = 40, batch = 3, hidden = 150;
            Tensor gates = SampleTensors.Variable("gates", new Shape(time, batch, scan.Gates * hidden)), initial = SampleTensors.Variable("initial", new Shape(batch, hidden));
            Tensor? weights = scan.Weights == 0 ? null : SampleTensors.Variable("weights", new Shape(scan.Weights, hidden), 0.5);
            Tape tape = Tape.ForGradients(threads);
            Tensor output = Joined(tape, scan.Run(tape, new SequenceBatch(gates, [40, 7, 33]), weights, initial, isReverse: false));
            tape.Backward(output, SampleTensors.Normal("upstream", output.Shape).Values);
            return [output.Values.ToArray(), gates.Gradient.ToArray(), initial.Gradient.ToArray(), weights is null ? [] : weights.Gradient.ToArray()];
        }
    }

    [Fact]
    public void States_wider_than_a_strip_are_those_of_their_parts()
    {
        const int time = 5, batch = 2, hidden = 600, part = 200;
        Tensor gates = SampleTensors.Variable("gates", new Shape(time, batch, 2 * hidden)), again = SampleTensors.Variable("gates", gates.Shape);
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor whole = tape.MinGruScan(new SequenceBatch(gates, [5, 3])).Outputs;
        Tensor upstream = SampleTensors.Normal("upstream", whole.Shape);
        tape.Backward(whole, upstream.Values);
        for (int first = 0; first < hidden; first += part)
        {
            Tape own = Tape.ForGradients(threads: 1);
            Tensor some = own.Concat(-1, own.Slice(again, -1, first, part), own.Slice(again, -1, hidden + first, part));
            Tensor outputs = own.MinGruScan(new SequenceBatch(some, [5, 3])).Outputs;
            Close.Absolute("outputs", own.Slice(whole, -1, first, part).Values, outputs.Values, tolerance: 0);
            own.Backward(outputs, Tape.ForInference().Slice(upstream, -1, first, part).Values);
        }

        Close.Absolute("gradient", gates.Gradient, again.Gradient, tolerance: 0);
    }

    [Fact]
    public void Minimal_lstm_keeps_its_state_where_both_gates_are_closed()
    {
        // f and i are 0 in float32, but f' = 1/2 as long as they are equal, and 1 where f is far larger.
        Tensor gates = Tensor.FromValues([-200, -50, -200, -90, 3, 3], new Shape(1, 1, 6));
        RecurrentSequenceResult result = Tape.ForInference(threads: 1).MinLstmScan(new SequenceBatch(gates), Tensor.FromValues([1, 1], new Shape(1, 2)));
        Close.Absolute("state", new float[] { 0.5f + (0.5f * 3.5f), 1 }, result.Hidden.Values);
    }

    [Theory]
    [InlineData("min-gru")]
    [InlineData("min-lstm")]
    [InlineData("ind-rnn-tanh")]
    public void A_bias_does_what_gates_that_hold_it_do(string name)
    {
        const int time = 9, batch = 3, hidden = 19;
        TestedScan scan = TestedScan.Of(name);
        var shape = new Shape(time, batch, scan.Gates * hidden);
        Tensor weights = SampleTensors.Normal("weights", new Shape(1, hidden), 0.5), initial = SampleTensors.Normal("initial", new Shape(batch, hidden));
        (Tensor gates, Tensor bias) = (SampleTensors.Variable("gates", shape), SampleTensors.Variable("bias", new Shape(shape[2])));
        (Tensor gatesAgain, Tensor biasAgain) = (SampleTensors.Variable("gates", shape), SampleTensors.Variable("bias", bias.Shape));
        Tensor inside = Outputs(tape => (new SequenceBatch(gates, [9, 0, 4]), bias));
        Tensor before = Outputs(tape => (new SequenceBatch(tape.Add(gatesAgain, biasAgain), [9, 0, 4]), null));
        Close.Absolute("outputs", before.Values, inside.Values, tolerance: 0);
        Close.Absolute("gradient of the gates", gatesAgain.Gradient, gates.Gradient, tolerance: 0);
        Close.Absolute("gradient of the bias", biasAgain.Gradient, bias.Gradient, tolerance: 2e-5);

        Tensor Outputs(Func<Tape, (SequenceBatch Gates, Tensor? Bias)> inputs)
        {
            Tape tape = Tape.ForGradients(threads: 2);
            (SequenceBatch own, Tensor? added) = inputs(tape);
            RecurrentSequenceResult result = name switch
            {
                "min-gru" => tape.MinGruScan(own, initial, bias: added),
                "min-lstm" => tape.MinLstmScan(own, initial, bias: added),
                _ => tape.IndRnnScan(own, weights, RnnActivation.Tanh, initial, bias: added),
            };
            Tensor outputs = Joined(tape, result);
            tape.Backward(outputs, SampleTensors.Normal("upstream", outputs.Shape).Values);
            return outputs;
        }
    }

    [Theory]
    [InlineData("min-gru", false, 2)]
    [InlineData("min-gru", true, 5)]
    [InlineData("min-lstm", false, 5)]
    [InlineData("min-lstm", true, 900)]
    [InlineData("ind-rnn-tanh", false, 5)]
    [InlineData("ind-rnn-tanh", true, 2)]
    public void A_weight_does_what_a_product_before_the_scan_does(string name, bool isReverse, int features)
    {
        // Enough steps for several windows of time, and rows that end in different ones.
        const int time = 300, batch = 3, hidden = 270;
        TestedScan scan = TestedScan.Of(name);
        int[] lengths = [300, 0, 120];
        var shape = new Shape(scan.Gates * hidden, features);
        float[][] inside = Run((tape, input, weight, given) => Outputs(tape, new SequenceBatch(input, [.. lengths]), given, weight));
        float[][] before = Run((tape, input, weight, given) => Outputs(tape, new SequenceBatch(tape.Linear(input, weight), [.. lengths]), given, null));
        Close.Absolute("outputs", before[0], inside[0], tolerance: 0);
        Close.Absolute("gradient of the input", before[1], inside[1], tolerance: 0);
        Close.Absolute("gradient of the weight", before[2], inside[2], tolerance: 1e-3);
        Close.Absolute("gradient of the bias", before[3], inside[3], tolerance: 0);
        Close.Absolute("gradient of the initial state", before[4], inside[4], tolerance: 0);
        Close.Absolute("inference", before[5], inside[5], tolerance: 0);

        float[][] Run(Func<Tape, Tensor, Tensor, Given, Tensor> run)
        {
            Tensor input = SampleTensors.Variable("input", new Shape(time, batch, features)), weight = SampleTensors.Variable("weight", shape, 1 / Math.Sqrt(features));
            var given = new Given(
                SampleTensors.Variable("bias", new Shape(shape[0])), SampleTensors.Variable("initial", new Shape(batch, hidden)), SampleTensors.Variable("weights", new Shape(1, hidden), 0.5));
            Tape tape = Tape.ForGradients(threads: 2);
            Tensor outputs = run(tape, input, weight, given);
            tape.Backward(outputs, SampleTensors.Normal("upstream", outputs.Shape).Values);
            return
            [
                outputs.Values.ToArray(), input.Gradient.ToArray(), weight.Gradient.ToArray(), given.Bias.Gradient.ToArray(), given.Initial.Gradient.ToArray(),
                run(Tape.ForInference(threads: 1), input, weight, given).Values.ToArray(),
            ];
        }

        Tensor Outputs(Tape tape, SequenceBatch input, Given given, Tensor? weight)
        {
            SequenceDirection way = isReverse ? SequenceDirection.Reverse : SequenceDirection.Forward;
            return Joined(tape, name switch
            {
                "min-gru" => tape.MinGruScan(input, given.Initial, way, given.Bias, weight),
                "min-lstm" => tape.MinLstmScan(input, given.Initial, way, given.Bias, weight),
                _ => tape.IndRnnScan(input, given.Weights, RnnActivation.Tanh, given.Initial, way, given.Bias, weight),
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_product_and_its_gradients_have_the_same_bits_on_any_number_of_threads(int threads)
    {
        const int time = 300, batch = 3, hidden = 130, features = 40;
        float[][] one = Run(1), some = Run(threads);
        Assert.All(one.Zip(some), static pair => Assert.Equal(pair.First, pair.Second));

        static float[][] Run(int threads)
        {
            Tensor input = SampleTensors.Variable("input", new Shape(time, batch, features)), weight = SampleTensors.Variable("weight", new Shape(3 * hidden, features), 0.2);
            Tape tape = Tape.ForGradients(threads);
            Tensor outputs = tape.MinLstmScan(new SequenceBatch(input), weight: weight).Outputs;
            tape.Backward(outputs, SampleTensors.Normal("upstream", outputs.Shape).Values);
            return [outputs.Values.ToArray(), input.Gradient.ToArray(), weight.Gradient.ToArray()];
        }
    }

    [Fact]
    public void Scans_name_the_shapes_that_do_not_fit()
    {
        Tape tape = Tape.ForInference(threads: 1);
        var gates = new SequenceBatch(Tensor.Zeros(new Shape(3, 2, 8)));
        Refused(() => tape.MinLstmScan(gates), "[3, 2, 8]");
        Refused(() => tape.MinGruScan(gates, Tensor.Zeros(new Shape(2, 3))), "[2, 3]");
        Refused(() => tape.MinGruScan(gates, bias: Tensor.Zeros(new Shape(7))), "[7]");
        Refused(() => tape.MinGruScan(gates, weight: Tensor.Zeros(new Shape(4, 7))), "[4, 7]");
        Refused(() => tape.SruScan(gates, Tensor.Zeros(new Shape(1, 2))), "[1, 2]");

        static void Refused(Func<RecurrentSequenceResult> act, string part) => Assert.Contains(part, Assert.Throws<ArgumentException>(() => _ = act()).Message, StringComparison.Ordinal);
    }

    private static SequenceBatch BatchOf(Tensor values, bool hasLengths, int[] lengths) => hasLengths ? new SequenceBatch(values, [.. lengths]) : new SequenceBatch(values);

    /// <summary>Outputs and final state in one tensor, so that a gradient arrives at both.</summary>
    private static Tensor Joined(Tape tape, RecurrentSequenceResult result) =>
        tape.Concat(0, result.Outputs, result.Hidden.Reshape(new Shape(1, result.Hidden.Shape[0], result.Hidden.Shape[1])));

    /// <summary>What a scan is given beside its input.</summary>
    private sealed record Given(Tensor Bias, Tensor Initial, Tensor Weights);
}
