using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public class SequenceLayersTests
{
    private static readonly RecurrentOptions Options = new() { InputSize = 3, HiddenSize = 4, Layers = 2 };

    [Theory]
    [InlineData("rnn", typeof(Rnn), 4)]
    [InlineData("rnn-relu", typeof(Rnn), 4)]
    [InlineData("LSTM", typeof(Lstm), 16)]
    [InlineData("gru", typeof(Gru), 12)]
    [InlineData("gru-reset-before", typeof(Gru), 12)]
    public void Create_makes_the_layer_named(string name, Type type, int rows)
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(name, Options, new RandomSource(1));
        Assert.IsType(type, layer);
        Assert.Equal(8, layer.Parameters().Count());
        Assert.Equal(rows, layer.Parameters().First().Parameter.Shape[0]);
    }

    [Fact]
    public void Every_name_gives_other_numbers_from_the_same_seed()
    {
        float[][] outputs = [.. SequenceLayers.BuiltIn.Names.Select(name => SequenceLayers.BuiltIn.Create(name, Options, new RandomSource(1))
            .Run(Tape.ForInference(threads: 1), SampleTensors.Batch("input", 4, 2, 3)).Outputs.Values.Values.ToArray())];
        Assert.Equal(outputs.Length, outputs.DistinctBy(values => values.Sum()).Count());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_number_that_is_not_finite_changes_no_step_before_it(float poison)
    {
        const int Time = 70, First = 40, Batch = 2, Width = 3;
        float[] clean = SampleTensors.Batch("input", Time, Batch, Width).Values.Values.ToArray(), spoilt = [.. clean];
        spoilt.AsSpan(First * Batch * Width).Fill(poison);
        foreach (string name in SequenceLayers.BuiltIn.Names)
        {
            SequenceLayer layer = SequenceLayers.BuiltIn.Create(name, Options, new RandomSource(1));
            float[] expected = Run(layer, clean), actual = Run(layer, spoilt);
            Close.Absolute(name, expected, actual, tolerance: 1e-5);
        }

        static float[] Run(SequenceLayer layer, float[] values)
        {
            var tape = Tape.ForInference(threads: 1);
            Tensor outputs = layer.Run(tape, new SequenceBatch(Tensor.FromValues(values, new Shape(Time, Batch, Width)))).Outputs.Values;
            return [.. outputs.Values[..(First * outputs.Shape[1] * outputs.Shape[2])]];
        }
    }

    [Fact]
    public void Create_lists_the_names_when_the_name_is_unknown()
    {
        string message = Assert.Throws<ArgumentException>(() => SequenceLayers.BuiltIn.Create("ltsm", Options, new RandomSource(1))).Message;
        Assert.Contains("'ltsm'; choose one of gru, gru-layernorm, gru-reset-before, indrnn, lru, lstm, lstm-coupled, lstm-layernorm, lstm-peephole, mingru, minlstm, mlstm, ntm, rhn, rnn, rnn-relu, slstm, sru", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_layer_takes_zoneout_or_says_that_it_has_none()
    {
        var refusing = new List<string>();
        foreach (string name in SequenceLayers.BuiltIn.Names)
        {
            try
            {
                SequenceLayers.BuiltIn.Create(name, Options with { Zoneout = 0.1 }, new RandomSource(1));
            }
            catch (NotSupportedException refusal)
            {
                Assert.Contains("Zoneout", refusal.Message, StringComparison.Ordinal);
                refusing.Add(name);
            }
        }

        Assert.Equal(["lru", "mlstm", "ntm", "slstm", "transformer"], refusing);
    }

    [Fact]
    public void With_adds_a_name_and_leaves_the_catalogue_as_it_was()
    {
        SequenceLayers larger = SequenceLayers.BuiltIn.With("mine", (options, scope) => new Gru(new GruOptions(options), scope));
        Assert.IsType<Gru>(larger.Create("mine", Options, new RandomSource(1)));
        Assert.DoesNotContain("mine", SequenceLayers.BuiltIn.Names);
    }

    [Fact]
    public void A_cells_own_options_reach_its_layer()
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create("lstm", new LstmOptions(Options) { ForgetBias = 3 }, new RandomSource(1));
        Assert.Equal(3, layer.Parameters().Single(parameter => parameter.Name == "bias_ih_l0").Parameter.Values[4]);
    }
}
