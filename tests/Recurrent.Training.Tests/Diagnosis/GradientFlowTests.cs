using Recurrent.Layers.Cells;
using Recurrent.Layers.Inspection;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Training.Tests.Diagnosis;

public sealed class GradientFlowTests
{
    private static readonly int[] Lengths = [12, 7, 3];

    [Theory]
    [InlineData(0.5, 7)]
    [InlineData(0.9, 44)]
    [InlineData(1.0, null)]
    [InlineData(1.2, null)]
    public void Gradient_of_a_scaled_rotation_is_the_scale_to_the_power_of_the_lag(double scale, int? memory)
    {
        Recurrence recurrence = LinearCell.Layer(LinearCell.Rotation(scale)).Recurrences[0];
        GradientFlow flow = Measure(recurrence, LinearCell.Sequences(recurrence, 61, 80), new DiagnosisOptions { Lags = 60, Windows = 8 });
        Assert.Equal(61, flow.Lags.Count);
        Assert.Equal(5, flow.Windows);      // the shorter sequence has one end that far from its start
        Assert.All(flow.Lags, lag =>
        {
            double expected = Math.Pow(scale, lag.Lag);
            Assert.All((double[])[lag.Median, lag.Lower, lag.Upper, lag.Hidden], value => Assert.Equal(expected, value, 1e-4 * expected));
        });
        Assert.Equal(scale, flow.DecayPerStep, 1e-5);
        Assert.Equal(memory, flow.MemoryLength);
    }

    [Fact]
    public void Gradient_of_a_matrix_that_turns_nothing_lies_between_its_singular_values()
    {
        Recurrence recurrence = LinearCell.Layer(0.9f, 3, 0, 0.5f).Recurrences[0];
        GradientFlow flow = Measure(recurrence, LinearCell.Sequences(recurrence, 40), new DiagnosisOptions { Lags = 5, Windows = 16 });
        // σ of W = [0.9 3; 0 0.5] in closed form, from σ₁σ₂ = det and σ₁² + σ₂² = ‖W‖².
        double determinant = 0.45, squares = (0.9 * 0.9) + 9 + 0.25;
        double sum = Math.Sqrt(squares + (2 * determinant)), difference = Math.Sqrt(squares - (2 * determinant));
        (double largest, double smallest) = ((sum + difference) / 2, (sum - difference) / 2);
        Assert.InRange(flow.Lags[1].Lower, smallest - 1e-6, largest + 1e-6);
        Assert.InRange(flow.Lags[1].Upper, smallest - 1e-6, largest + 1e-6);

        // Wᵀv for v = (±1, ±1)/√2: one of two lengths.
        double[] lengths = [Math.Sqrt(((0.9 * 0.9) + (3.5 * 3.5)) / 2), Math.Sqrt(((0.9 * 0.9) + (2.5 * 2.5)) / 2)];
        Assert.Contains(lengths, length => Math.Abs(length - flow.Lags[1].Upper) < 1e-5);
        Assert.Contains(lengths, length => Math.Abs(length - flow.Lags[1].Lower) < 1e-5);
    }

    [Fact]
    public void Cell_state_of_an_lstm_passes_the_forget_gate_to_the_power_of_the_lag()
    {
        SequenceLayer layer = Zeroed("lstm", forgetBias: 2);
        Recurrence recurrence = layer.Recurrences[0];
        GradientFlow flow = Measure(recurrence, LinearCell.Sequences(recurrence, 30), new DiagnosisOptions { Lags = 20 });

        // With W = 0 and c = 0: ∂h_T/∂c_T = σ(0), ∂c_t/∂c_{t−1} = σ(2), and h passes nothing on.
        double forget = 1 / (1 + Math.Exp(-2));
        Assert.Equal(1, flow.Lags[0].Median, 1e-6);
        Assert.Equal(1, flow.Lags[0].Hidden, 1e-6);
        for (int lag = 1; lag <= 20; lag++)
        {
            Assert.Equal(0.5 * Math.Pow(forget, lag), flow.Lags[lag].Median, 1e-6);
            Assert.Equal(0, flow.Lags[lag].Hidden);
        }
    }

    [Fact]
    public void A_cell_run_step_by_step_has_the_flow_of_the_fused_one()
    {
        SequenceLayer fused = Zeroed("lstm", forgetBias: 2);
        var options = new LstmOptions { InputSize = 2, HiddenSize = 3 };
        var plain = new RecurrentLayer<LstmCell, LstmState>(options, new RandomSource(1), (own, scope) => new LstmCell((LstmOptions)own, scope));
        Dictionary<string, Tensor> weights = new Lstm(options, new RandomSource(7)).Parameters().ToDictionary(one => one.Name, one => (Tensor)one.Parameter);
        fused.LoadParameters(weights);
        plain.LoadParameters(weights);
        GradientFlow[] flows = [.. new[] { fused, plain }.Select(layer => Measure(layer.Recurrences[0], LinearCell.Sequences(layer.Recurrences[0], 30), new DiagnosisOptions { Lags = 20 }))];
        Assert.All(flows[0].Lags.Zip(flows[1].Lags), pair => Assert.Equal(pair.First.Median, pair.Second.Median, 1e-5));
    }

    [Fact]
    public void Loss_at_every_step_adds_up_on_the_way_back()
    {
        Recurrence recurrence = LinearCell.Layer(0.5f, 0, 0, 0.5f).Recurrences[0];
        GradientFlow flow = Measure(recurrence, LinearCell.Sequences(recurrence, 9, 5), new DiagnosisOptions { Lags = 10, Loss = LossPlace.EveryStep });
        Assert.Equal(9, flow.Lags.Count);
        Assert.All(flow.Lags, lag => Assert.Equal(2 - Math.Pow(0.5, lag.Lag), lag.Upper, 1e-5));
    }

    [Fact]
    public void Gradient_of_the_inputs_is_that_of_the_states_where_inputs_are_added_to_them()
    {
        SequenceLayer layer = LinearCell.Layer(LinearCell.Rotation(0.8));
        var batch = new SequenceBatch(SampleTensors.Normal("input", new Shape(12, 3, 2)), [.. Lengths]);
        GradientFlow flow = GradientFlow.OfInputs(layer, batch, new DiagnosisOptions { Lags = 50 });
        Assert.Equal(12, flow.Lags.Count);
        Assert.All(flow.Lags, lag => Assert.Equal(Math.Pow(0.8, lag.Lag), lag.Median, 1e-5));
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("sru")]
    public void Measures_are_the_same_bits_on_one_thread_and_on_two_and_leave_no_gradient(string cell)
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(cell, new RecurrentOptions { InputSize = 4, HiddenSize = 12, Layers = 2, Bidirectional = true }, new RandomSource(1));
        SequenceBatch batch = SampleTensors.Batch("batch", 30, 5, 4);
        RecurrenceDiagnosis[][] both = [.. Enumerable.Range(1, 2).Select(threads => (RecurrenceDiagnosis[])
            [.. RecurrenceDiagnosis.Of(layer, () => layer.Run(Tensors.Autograd.Tape.ForInference(threads), batch), new DiagnosisOptions { Lags = 20, Threads = threads }, TestContext.Current.CancellationToken)])];
        Assert.Equal(["l0", "l0_reverse", "l1", "l1_reverse"], both[0].Select(one => one.Path));
        Assert.All(both[0].Zip(both[1]), pair =>
        {
            Assert.Equal(pair.First.Flow.Lags, pair.Second.Flow.Lags);
            Assert.Equal(pair.First.Gates, pair.Second.Gates);
            Assert.Equal(pair.First.Jacobians.SelectMany(one => one.SingularValues), pair.Second.Jacobians.SelectMany(one => one.SingularValues));
        });
        Assert.All(layer.Parameters(), named => Assert.All(named.Parameter.Gradient.ToArray(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void A_gradient_that_grows_again_is_not_forgotten()
    {
        // A row of W is u times the first unit: the first step back is the product of u with the signs of the loss, near 0 for one of the two.
        GradientFlow[] flows = [.. new[] { 1.01f, -1.01f }.Select(static other =>
        {
            Recurrence recurrence = LinearCell.Layer(1.2f, 0, 1.2f * other, 0).Recurrences[0];
            return Measure(recurrence, LinearCell.Sequences(recurrence, 30), new DiagnosisOptions { Lags = 20, Windows = 1 });
        })];
        GradientFlow dips = Assert.Single(flows, static flow => flow.Lags[1].Median < GradientFlow.Forgotten);
        Assert.True(dips.Lags[^1].Median > GradientFlow.Forgotten);
        Assert.Null(dips.MemoryLength);
    }

    [Fact]
    public void A_measurement_leaves_no_gradient_behind()
    {
        SequenceLayer layer = LinearCell.Layer(LinearCell.Rotation(0.8));
        Measure(layer.Recurrences[0], LinearCell.Sequences(layer.Recurrences[0], 9), new DiagnosisOptions { Lags = 5 });
        Assert.All(layer.Parameters(), static one => Assert.All(one.Parameter.Gradient.ToArray(), static value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Nothing_to_look_at_is_refused() =>
        Assert.Contains("at least one", Assert.Throws<ArgumentException>(() => Measure(LinearCell.Layer(1f).Recurrences[0], [], new DiagnosisOptions())).Message, StringComparison.Ordinal);

    private static GradientFlow Measure(Recurrence recurrence, RecordedSequence[] sequences, DiagnosisOptions options) =>
        GradientFlow.OfStates(recurrence, sequences, options, TestContext.Current.CancellationToken);

    /// <summary>A layer whose weights are 0 but for one bias of the LSTM.</summary>
    internal static SequenceLayer Zeroed(string cell, float inputBias = 0, float forgetBias = 0)
    {
        const int hidden = 3;
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(cell, new RecurrentOptions { InputSize = 2, HiddenSize = hidden }, new RandomSource(1));
        foreach ((string name, Parameter parameter) in layer.Parameters())
        {
            Span<float> values = parameter.BeginUpdate();
            values.Clear();
            if (!name.StartsWith("bias_ih", StringComparison.Ordinal)) continue;
            values[..hidden].Fill(inputBias);
            values.Slice(hidden, hidden).Fill(forgetBias);
        }

        return layer;
    }
}
