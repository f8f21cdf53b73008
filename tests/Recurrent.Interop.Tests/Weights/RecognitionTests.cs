using Recurrent.Interop.Weights;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>Layers found by names and shapes alone compute what the layers that were saved compute.</summary>
public sealed class RecognitionTests
{
    public static TheoryData<string, string> Layers => new()
    {
        { "lstm-l3-bi", "lstm 5 → 12, 3 layers, both directions" },
        { "lstm-projected", "lstm 4 → 6 (projected from 6), 2 layers, both directions" },
        { "lstm-no-bias", "lstm 4 → 5, 1 layer" },
        { "gru-l2", "gru 3 → 4, 2 layers" },
        { "rnn-relu", "rnn with ReLU 3 → 4, 1 layer" },
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void Safetensors_of_a_PyTorch_layer_gives_its_outputs(string name, string description) => Check(name, description, Found(name + ".safetensors"));

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_checkpoint_of_a_PyTorch_layer_gives_its_outputs(string name, string description) => Check(name, description, Found(name + ".pt"));

    [Theory]
    [MemberData(nameof(Layers))]
    public void An_imported_layer_is_the_same_after_saving(string name, string description)
    {
        string folder = Directory.CreateTempSubdirectory("rnn-weights-").FullName;
        try
        {
            new ImportedLayers(Found(name + ".safetensors").Layers).Save(Path.Combine(folder, "model"));
            ImportedLayers loaded = ImportedLayers.Load(Path.Combine(folder, "model"));
            Assert.Equal(description, Assert.Single(loaded.Layers).Description.ToString());
            Check(name, (RecurrentStack)loaded.Recurrent());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_matrix_alone_is_a_map_unless_it_is_named_or_said_to_be_a_table()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["head.weight"] = Tensor.Zeros(new Shape(2, 3)),
            ["word_embeddings.weight"] = Tensor.Zeros(new Shape(7, 3)),
            ["lookup.weight"] = Tensor.Zeros(new Shape(7, 3)),
            ["conv.weight"] = Tensor.Zeros(new Shape(2, 3, 4)),
        };
        Recognition found = new WeightSet("here", tensors).Recognize(new RecognitionOptions { Embeddings = ["lookup"] });
        Assert.Equal(
            ["linear 3 → 2, no bias", "embedding of 7 entries in 3", "embedding of 7 entries in 3"],
            found.Layers.Select(layer => layer.Description.ToString()));
        Assert.Single(found["head"].Notes);
        Assert.Equal("conv.weight", Assert.Single(found.Unrecognized).Name);
    }

    [Fact]
    public void A_cell_is_a_layer_of_one_step()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["decoder.cell.weight_ih"] = Tensor.Zeros(new Shape(12, 3)),
            ["decoder.cell.weight_hh"] = Tensor.Zeros(new Shape(12, 4)),
            ["decoder.cell.bias_ih"] = Tensor.Zeros(new Shape(12)),
            ["decoder.cell.bias_hh"] = Tensor.Zeros(new Shape(12)),
        };
        Assert.Equal("gru 3 → 4, 1 layer", new WeightSet("here", tensors).Recognize()["decoder.cell"].Description.ToString());
    }

    [Theory]
    [InlineData("bias_hh_l0", 20, 1, "'bias_hh_l0' is [20, 1]")]
    [InlineData("weight_hh_l0", 20, 7, "the rows are not 1 (RNN), 3 (GRU) or 4 (LSTM) times 7")]
    [InlineData("weight_ci_l0", 5, 1, "'weight_ci_l0' is no part of lstm 3 → 5, 1 layer")]
    [InlineData("weight_ih_l0_reverse", 20, 3, "'weight_hh_l0_reverse' is missing")]
    public void What_does_not_fit_is_left_and_says_why(string name, int rows, int columns, string reason)
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["weight_ih_l0"] = Tensor.Zeros(new Shape(20, 3)),
            ["weight_hh_l0"] = Tensor.Zeros(new Shape(20, 5)),
            ["bias_ih_l0"] = Tensor.Zeros(new Shape(20)),
            ["bias_hh_l0"] = Tensor.Zeros(new Shape(20)),
            [name] = Tensor.Zeros(new Shape(rows, columns)),
        };
        Recognition found = new WeightSet("here", tensors).Recognize();
        Assert.Empty(found.Layers);
        Assert.All(found.Unrecognized, tensor => Assert.Contains(reason, tensor.Reason, StringComparison.Ordinal));
    }

    private static Recognition Found(string file) =>
        WeightFile.Read(WeightFixture.PathOf(file)).Recognize(new RecognitionOptions { RnnActivation = RnnActivation.Relu });

    private static void Check(string name, string description, Recognition found)
    {
        RecognizedLayer layer = Assert.Single(found.Layers);
        Assert.Equal(description, layer.Description.ToString());
        Check(name, layer.Build<RecurrentStack>());
    }

    private static void Check(string name, RecurrentStack layer)
    {
        IReadOnlyDictionary<string, Tensor> expected = WeightFixture.Expected(name);
        (SequenceBatch outputs, SequenceState state) = layer.Run(Tape.ForInference(), new SequenceBatch(expected["input"]));
        WeightFixture.AssertClose(expected["output"], outputs.Values);
        WeightFixture.AssertClose(expected["hn"], state.Hidden);
        if (expected.TryGetValue("cn", out Tensor? cell))
        {
            WeightFixture.AssertClose(cell, state.Cell);
        }
    }
}
