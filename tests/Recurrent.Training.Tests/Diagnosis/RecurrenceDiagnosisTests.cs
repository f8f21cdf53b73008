using Recurrent.Layers.Inspection;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;
using Recurrent.Training.Diagnosis;

namespace Recurrent.Training.Tests.Diagnosis;

public sealed class RecurrenceDiagnosisTests
{
    [Fact]
    public void Gates_are_counted_as_saturated_where_their_biases_hold_them()
    {
        RecurrenceDiagnosis found = Diagnose(GradientFlowTests.Zeroed("lstm", inputBias: -10, forgetBias: 10), 20);
        Assert.Equal(["input", "forget", "candidate", "output"], found.Gates.Select(gate => gate.Name));
        Assert.Equal([1, 0, 0, 0], found.Gates.Select(gate => gate.Low));
        Assert.Equal([0, 1, 0, 0], found.Gates.Select(gate => gate.High));
        Assert.Equal(0.5, found.Gates[3].Mean, 1e-6);
    }

    [Fact]
    public void Gates_are_counted_up_to_the_end_of_every_piece_and_no_further()
    {
        // Open where the input is 1, and shut where there is none.
        SequenceLayer layer = GradientFlowTests.Zeroed("lstm", inputBias: -10);
        layer.Parameters().Single(static one => one.Name == "weight_ih_l0").Parameter.BeginUpdate()[..6].Fill(10);
        Recurrence recurrence = layer.Recurrences[0];
        RecordedSequence[] rows = [.. ((int[])[20, 5]).Select(length => new RecordedSequence(
            Tensor.FromValues([.. Enumerable.Repeat(1f, 2 * length)], new Shape(length, 2)), recurrence.ZeroState(1)))];
        GateSaturation input = RecurrenceDiagnosis.Of(new RecordedRecurrence("l0", recurrence, rows), cancellation: TestContext.Current.CancellationToken).Gates[0];
        Assert.Equal(("input", 0.0, 1.0), (input.Name, input.Low, input.High));
    }

    [Fact]
    public void Spectral_radius_of_a_diagonal_is_its_largest_absolute_value()
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create("indrnn", new RecurrentOptions { InputSize = 2, HiddenSize = 3 }, new RandomSource(1));
        float[] diagonal = [0.25f, -0.75f, 0.5f];
        diagonal.CopyTo(layer.Parameters().Single(static one => one.Name == "weight_hh_l0").Parameter.BeginUpdate());
        Assert.Equal(0.75, Assert.Single(Diagnose(layer, 9).Matrices).SpectralRadius);
    }

    [Fact]
    public void Units_of_a_rectified_network_that_are_off_are_counted()
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create("rnn-relu", new RecurrentOptions { InputSize = 1, HiddenSize = 2 }, new RandomSource(1));
        foreach ((string name, Parameter parameter) in layer.Parameters())
        {
            Span<float> values = parameter.BeginUpdate();
            values.Clear();
            if (name == "bias_ih_l0") (values[0], values[1]) = (-1, 1);
        }

        GateSaturation hidden = Assert.Single(Diagnose(layer, 10).Gates);
        Assert.Equal((0.5, 0.0, 0.5), (hidden.Low, hidden.High, hidden.Mean));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    public void Jacobian_of_a_simple_network_is_the_slope_times_the_matrix(int widestFull)
    {
        var layer = (Rnn)SequenceLayers.BuiltIn.Create("rnn", new RecurrentOptions { InputSize = 2, HiddenSize = 2 }, new RandomSource(5));
        Recurrence recurrence = layer.Recurrences[0];
        RecordedSequence sequence = LinearCell.Sequences(recurrence, 30)[0];
        RecurrenceDiagnosis found = RecurrenceDiagnosis.Of(
            new RecordedRecurrence("l0", recurrence, [sequence]), new DiagnosisOptions { Lags = 9, Windows = 1, JacobianSteps = 4, WidestFullJacobian = widestFull }, TestContext.Current.CancellationToken);
        Assert.Equal([0, 3, 6, 9], found.Jacobians.Select(one => one.Step));
        double[][] hidden = Plain(layer, sequence);
        foreach (StateJacobian jacobian in found.Jacobians)
        {
            double[] after = hidden[20 + jacobian.Step];
            float[] weight = layer.Parameters().Single(one => one.Name == "weight_hh_l0").Parameter.Values.ToArray();
            double[] matrix = [.. weight.Select((value, place) => (1 - (after[place / 2] * after[place / 2])) * value)];
            double determinant = Math.Abs((matrix[0] * matrix[3]) - (matrix[1] * matrix[2])), squares = matrix.Sum(value => value * value);
            double sum = Math.Sqrt(squares + (2 * determinant)), difference = Math.Sqrt(squares - (2 * determinant));
            Assert.Equal((sum + difference) / 2, jacobian.Largest, 1e-5);
            Assert.Equal(widestFull == 256 ? (sum - difference) / 2 : double.NaN, jacobian.Smallest, 1e-5);
            Assert.Equal(widestFull == 256, jacobian.IsFull);
        }
    }

    [Fact]
    public void State_of_an_lstm_has_both_components_and_that_of_an_sru_only_what_it_reads()
    {
        RecurrenceDiagnosis lstm = Diagnose(GradientFlowTests.Zeroed("lstm", forgetBias: 2), 12), sru = Diagnose(GradientFlowTests.Zeroed("sru"), 12);

        // c passes σ(2) to c and σ(2)σ(0) to h; h passes nothing.
        double forget = 1 / (1 + Math.Exp(-2)), expected = forget * Math.Sqrt(1.25);
        Assert.All(lstm.Jacobians, one => Assert.Equal([expected, expected, expected, 0, 0, 0], one.SingularValues, (left, right) => Math.Abs(left - right) < 1e-6));
        Assert.All(sru.Jacobians, one => Assert.Equal([0.5, 0.5, 0.5], one.SingularValues, (left, right) => Math.Abs(left - right) < 1e-6));
    }

    [Fact]
    public void Matrices_are_named_by_their_gates_or_numbered()
    {
        Assert.Equal(["input", "forget", "candidate", "output"], Named("lstm").Matrices.Select(one => one.Name));
        Assert.Equal(["reset", "update", "candidate"], Named("gru").Matrices.Select(one => one.Name));
        Assert.All(Named("lstm").Matrices, one => Assert.Equal(1, one.SpectralRadius, 1e-5));    // orthogonal
        Assert.Equal(("hidden", true), (Named("indrnn").Matrices[0].Name, Named("indrnn").Matrices[0].SpectralRadius is > 0.3 and <= 1));
        Assert.Empty(Named("mingru").Matrices);
        RecurrentMatrix linear = Assert.Single(Diagnose(LinearCell.Layer(LinearCell.Rotation(0.7)), 9).Matrices);
        Assert.Equal("block 1", linear.Name);
        Assert.Equal(0.7, linear.SpectralRadius, 1e-6);

        static RecurrenceDiagnosis Named(string cell) =>
            Diagnose(SequenceLayers.BuiltIn.Create(cell, new RecurrentOptions { InputSize = 2, HiddenSize = 8 }, new RandomSource(1)), 9);
    }

    [Fact]
    public void Pieces_from_the_middle_of_a_sequence_begin_with_the_state_there()
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create("gru", new RecurrentOptions { InputSize = 2, HiddenSize = 4 }, new RandomSource(1));
        Recurrence recurrence = layer.Recurrences[0];
        RecordedSequence sequence = LinearCell.Sequences(recurrence, 40)[0];
        var options = new DiagnosisOptions { Lags = 39, Windows = 1 };
        GradientFlow whole = Flow(options), end = Flow(options with { Lags = 10 });
        Assert.All(end.Lags.Zip(whole.Lags), pair => Assert.Equal(pair.Second.Median, pair.First.Median, 1e-6));

        GradientFlow Flow(DiagnosisOptions own) => GradientFlow.OfStates(recurrence, [sequence], own, TestContext.Current.CancellationToken);
    }

    private static RecurrenceDiagnosis Diagnose(SequenceLayer layer, int length)
    {
        Recurrence recurrence = layer.Recurrences[0];
        return RecurrenceDiagnosis.Of(new RecordedRecurrence("l0", recurrence, LinearCell.Sequences(recurrence, length)), cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>h of every step of a simple network of two units, in double.</summary>
    private static double[][] Plain(Rnn layer, RecordedSequence sequence)
    {
        Dictionary<string, float[]> weights = layer.Parameters().ToDictionary(one => one.Name, one => one.Parameter.Values.ToArray());
        double[] hidden = [0, 0];
        return [.. Enumerable.Range(0, sequence.Inputs.Shape[0]).Select(step => hidden = [Unit(step, 0, hidden), Unit(step, 1, hidden)])];

        double Unit(int step, int unit, double[] before)
        {
            double sum = weights["bias_ih_l0"][unit] + weights["bias_hh_l0"][unit];
            for (int other = 0; other < 2; other++)
                sum += (weights["weight_ih_l0"][(2 * unit) + other] * sequence.Inputs.Values[(2 * step) + other]) + (weights["weight_hh_l0"][(2 * unit) + other] * before[other]);
            return Math.Tanh(sum);
        }
    }
}
