using Recurrent.Layers.Cells;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class RegularizationTests
{
    private const int Hidden = 40;
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = Hidden };

    [Fact]
    public void Weight_dropout_drops_its_share_of_the_recurrent_weights_and_scales_the_others()
    {
        var layer = new Lstm(new LstmOptions(Options) { WeightDropout = 0.25 }, new RandomSource(1));
        var random = new RandomSource(2).Stream("step");
        Tape tape = Tape.ForTraining(random);
        Tensor outputs = layer.Run(tape, SampleTensors.Batch("x", 4, 6, 3)).Outputs.Values;
        tape.Backward(tape.Sum(tape.Square(outputs)));
        Parameter recurrent = layer.Parameters().Single(one => one.Name == "weight_hh_l0").Parameter;
        double dropped = recurrent.Gradient.ToArray().Count(one => one == 0) / (double)recurrent.Shape.Length;
        Assert.InRange(dropped, 0.22, 0.28);

        // The same numbers come from a layer whose weights were dropped by hand.
        var plain = new Lstm(new LstmOptions(Options), new RandomSource(1));
        Tape by = Tape.ForTraining(random);
        Tensor masked = by.Dropout(recurrent, 0.25f);
        Parameter own = plain.Parameters().Single(one => one.Name == "weight_hh_l0").Parameter;
        masked.Values.CopyTo(own.BeginUpdate());
        Close.Absolute("outputs", plain.Run(Tape.ForInference(), SampleTensors.Batch("x", 4, 6, 3)).Outputs.Values, outputs);
    }

    [Fact]
    public void Weight_dropout_does_nothing_but_in_training()
    {
        var layer = new Gru(new GruOptions(Options) { WeightDropout = 0.5 }, new RandomSource(1));
        var plain = new Gru(new GruOptions(Options), new RandomSource(1));
        SequenceBatch input = SampleTensors.Batch("x", 4, 2, 3);
        foreach (var tape in new[] { Tape.ForInference(), Tape.ForGradients() })
            Close.Absolute("outputs", plain.Run(Tape.ForInference(), input).Outputs.Values, layer.Run(tape, input).Outputs.Values, tolerance: 0);
    }

    [Fact]
    public void Variational_dropout_between_layers_drops_the_same_values_at_every_step()
    {
        RecurrentOptions deep = Options with { Layers = 2, Dropout = 0.5, VariationalDropout = true, Residual = true };
        var layer = new Rnn(new RnnOptions(deep), new RandomSource(1));
        var first = new Rnn(new RnnOptions(Options), new RandomSource(1));
        var random = new RandomSource(2).Stream("step");
        SequenceBatch input = SampleTensors.Batch("x", 5, 3, 3);
        Tape tape = Tape.ForTraining(random), by = Tape.ForTraining(random);
        Tensor outputs = layer.Run(tape, input).Outputs.Values;

        SequenceBatch lower = first.Run(by, input).Outputs;
        Tensor dropped = by.VariationalDropout(lower.Values, 0.5f);
        var second = new Rnn(new RnnOptions(Options with { InputSize = Hidden }), new RandomSource(9));
        second.LoadParameters(layer.Parameters().Where(one => one.Name.EndsWith("_l1", StringComparison.Ordinal))
            .ToDictionary(one => one.Name.Replace("_l1", "_l0", StringComparison.Ordinal), one => (Tensor)one.Parameter));
        Close.Absolute("outputs", by.Add(second.Run(by, lower.With(dropped)).Outputs.Values, lower.Values), outputs);
        Assert.Contains(0f, dropped.Values.ToArray());
    }

    [Fact]
    public void Zoneout_keeps_its_share_of_the_state_in_training_and_takes_the_mean_in_inference()
    {
        const double share = 0.3;
        var cell = new LstmCell(new LstmOptions(Options with { HiddenSize = 200 }), new RandomSource(1));
        var zoneout = new ZoneoutCell<LstmCell, LstmState>(cell, share);
        Tensor input = SampleTensors.Normal("x", new Shape(8, 3));
        var state = new LstmState(SampleTensors.Normal("h", new Shape(8, 200)), SampleTensors.Normal("c", new Shape(8, 200)));
        LstmState plain = cell.Step(Tape.ForInference(), input, state);
        LstmState drawn = zoneout.Step(Tape.ForTraining(new RandomSource(3).Stream("step")), input, state);
        LstmState mean = zoneout.Step(Tape.ForInference(), input, state);
        for (int component = 0; component < 2; component++)
        {
            (float[] old, float[] updated, float[] mixed) = (state[component].Values.ToArray(), plain[component].Values.ToArray(), drawn[component].Values.ToArray());
            int kept = Enumerable.Range(0, old.Length).Count(index => mixed[index] == old[index]);
            Assert.InRange(kept / (double)old.Length, share - 0.04, share + 0.04);
            Assert.All(Enumerable.Range(0, old.Length), index => Assert.True(mixed[index] == old[index] || Math.Abs(mixed[index] - updated[index]) < 1e-6));
            Close.Absolute("mean", old.Zip(updated, (one, other) => (float)((share * one) + ((1 - share) * other))).ToArray(), mean[component].Values);
        }
    }

    [Fact]
    public void Zoneout_refuses_what_only_the_fused_loop_has() =>
        Assert.Throws<NotSupportedException>(() => new Lstm(new LstmOptions(Options) { Zoneout = 0.1, Recomputation = Recomputation.Every(4) }, new RandomSource(1)));

    [Fact]
    public void Weight_dropout_step_by_step_drops_the_weights_that_the_fused_layer_drops()
    {
        var random = new RandomSource(2).Stream("step");
        SequenceBatch input = new(SampleTensors.Normal("x", new Shape(4, 6, 3)), [4, 2, 0, 3, 4, 1]);
        foreach (bool isStepped in new[] { false, true })
        {
            LstmOptions own = new(Options) { LayerNorm = isStepped };
            var layer = new Lstm(own with { WeightDropout = 0.25 }, new RandomSource(1));
            Assert.Equal(isStepped ? LayerExecution.StepByStep : LayerExecution.Fused, layer.Execution);
            Tensor outputs = layer.Run(Tape.ForTraining(random), input).Outputs.Values;
            var plain = new Lstm(own, new RandomSource(1));
            Parameter recurrent = plain.Parameters().Single(one => one.Name == "weight_hh_l0").Parameter;
            Tape.ForTraining(random).Dropout(recurrent, 0.25f).Values.ToArray().CopyTo(recurrent.BeginUpdate());
            Close.Absolute("outputs", plain.Run(Tape.ForInference(), input).Outputs.Values, outputs);
        }
    }

    [Theory]
    [InlineData("slstm")]
    [InlineData("rhn")]
    [InlineData("lstm-peephole")]
    [InlineData("gru-reset-before")]
    public void Weight_dropout_of_every_cell_drops_its_recurrent_weights(string cell)
    {
        var random = new RandomSource(2).Stream("step");
        SequenceBatch input = SampleTensors.Batch("x", 4, 6, 3);
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(cell, Options with { WeightDropout = 0.25 }, new RandomSource(1));
        SequenceLayer plain = SequenceLayers.BuiltIn.Create(cell, Options, new RandomSource(1));
        float[] undropped = plain.Run(Tape.ForInference(), input).Outputs.Values.Values.ToArray();
        Tensor outputs = layer.Run(Tape.ForTraining(random), input).Outputs.Values;
        Parameter recurrent = plain.Parameters().Single(one => one.Name == "weight_hh_l0").Parameter;
        Tape.ForTraining(random).Dropout(recurrent, 0.25f).Values.ToArray().CopyTo(recurrent.BeginUpdate());
        Close.Absolute("outputs", plain.Run(Tape.ForInference(), input).Outputs.Values, outputs);
        Assert.NotEqual(undropped, outputs.Values.ToArray());
    }

    [Fact]
    public void Layer_of_an_unknown_cell_refuses_weight_dropout_and_zoneout() =>
        Assert.Throws<NotSupportedException>(() => new RecurrentLayer<RnnCell, HiddenState>(
            new RnnOptions(Options) { Zoneout = 0.1 }, new RandomSource(1), (own, part) => new RnnCell((RnnOptions)own, part)));

    [Fact]
    public void An_input_gate_that_vanishes_against_the_forget_gate_leaves_an_empty_cell_empty()
    {
        var layer = new Slstm(new XlstmOptions { InputSize = 3, HiddenSize = 4, Heads = 2 }, new RandomSource(1));
        layer.Parameters().Single(static one => one.Name == "bias_ih_l0").Parameter.BeginUpdate()[..4].Fill(-200);
        Tape tape = Tape.ForGradients(threads: 1);
        Tensor outputs = layer.Run(tape, SampleTensors.Batch("input", 3, 2, 3)).Outputs.Values;
        Assert.False(outputs.Values.ContainsAnyExcept(0f));
        tape.Backward(outputs, SampleTensors.Normal("upstream", outputs.Shape).Values);
        Assert.All(layer.Parameters(), static one => Assert.DoesNotContain(one.Parameter.Gradient.ToArray(), static value => !float.IsFinite(value)));
    }
}
