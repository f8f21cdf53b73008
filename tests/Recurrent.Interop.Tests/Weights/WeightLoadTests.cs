using Recurrent.Interop.Weights;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Weights;

public sealed class WeightLoadTests
{
    private static Gru NewGru() => new(new GruOptions { InputSize = 2, HiddenSize = 3 }, InitializationScope.ForLoading);

    private static Dictionary<string, Tensor> Stored(string prefix, bool hasBias = true)
    {
        var source = new Gru(new GruOptions { InputSize = 2, HiddenSize = 3 }, new RandomSource(seed: 5));
        return source.Parameters().Where(named => hasBias || !named.Name.StartsWith("bias", StringComparison.Ordinal))
            .ToDictionary(named => prefix + named.Name, named => (Tensor)named.Parameter);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("encoder.rnn.", "encoder.rnn")]
    [InlineData("module.encoder.", "encoder.")]
    [InlineData("module.encoder.", "module.encoder")]
    [InlineData("state_dict.module._orig_mod.", "state_dict.module")]
    [InlineData("_orig_mod.encoder._orig_mod.", "encoder")]
    public void A_layer_is_loaded_from_below_a_prefix(string stored, string prefix)
    {
        Dictionary<string, Tensor> tensors = Stored(stored);
        Gru layer = NewGru();
        new WeightSet("here", tensors).LoadInto(layer, prefix);
        Assert.Equal(tensors[stored + "weight_hh_l0"].Values, layer.Parameters().Single(named => named.Name == "weight_hh_l0").Parameter.Values);
    }

    [Fact]
    public void Layers_saved_without_biases_load_as_biases_of_zero()
    {
        Gru layer = NewGru();
        new WeightSet("here", Stored("", hasBias: false)).LoadInto(layer);
        Assert.All(layer.Parameters().Where(named => named.Name.StartsWith("bias", StringComparison.Ordinal)), named => Assert.All(named.Parameter.Values.ToArray(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Missing_names_say_where_the_file_has_them()
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => new WeightSet("a.pt", Stored("model.decoder.")).LoadInto(NewGru(), "encoder"));
        Assert.Contains("a.pt does not fit the model: missing weight_ih_l0", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("below 'model.decoder'; give the right one as the prefix", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_left_over_are_refused_unless_they_are_to_be_ignored()
    {
        Dictionary<string, Tensor> tensors = Stored("");
        tensors.Add("scale", Tensor.Zeros(new Shape(1)));
        var weights = new WeightSet("here", tensors);
        Assert.Contains("not part of the model scale", Assert.Throws<ArgumentException>(() => weights.LoadInto(NewGru())).Message, StringComparison.Ordinal);
        weights.LoadInto(NewGru(), ignoreOthers: true);
    }

    [Fact]
    public void Tied_weights_need_to_be_there_once_and_must_agree()
    {
        var model = new Tied();
        var tensors = new Dictionary<string, Tensor> { ["table.weight"] = Tensor.FromValues([1, 2, 3, 4], new Shape(2, 2)) };
        new WeightSet("here", tensors).LoadInto(model);
        Assert.Equal([1, 2, 3, 4], model.Table.Weight.Values.ToArray());
        tensors["head.weight"] = Tensor.FromValues([1, 2, 3, 5], new Shape(2, 2));
        Assert.Contains("one tied parameter", Assert.Throws<ArgumentException>(() => new WeightSet("here", tensors).LoadInto(model)).Message, StringComparison.Ordinal);
    }

    private sealed class Tied : Module
    {
        public Tied()
        {
            Table = AddModule("table", new Embedding(2, 2, InitializationScope.ForLoading));
            AddModule("head", new Linear(Table.Weight, null));
        }

        public Embedding Table { get; }
    }
}
