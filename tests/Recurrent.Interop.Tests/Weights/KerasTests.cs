using Recurrent.Interop.Weights;
using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>Files in the layouts of Keras 2 and 3, written by the HDF5 library, give what Keras' formulas give on Keras' own layouts.</summary>
public sealed class KerasTests
{
    [Theory]
    [InlineData("keras-gru.keras", "reader", "gru 4 → 5, 1 layer")]
    [InlineData("keras-gru-before.h5", "gru", "gru with reset before the product 4 → 5, 1 layer")]
    [InlineData("keras-only.weights.h5", "simple_rnn", "rnn 4 → 5, 1 layer")]
    [InlineData("keras-only.weights.h5", "lstm", "lstm 4 → 3, 1 layer")]
    [InlineData("keras-only.weights.h5", "bidirectional", "gru 4 → 4, 1 layer, both directions")]
    [InlineData("keras-old.weights.h5", "lstm", "lstm 4 → 5, 1 layer")]
    public void A_recurrent_layer_gives_its_outputs(string file, string layer, string description)
    {
        IReadOnlyDictionary<string, Tensor> expected = Expected(file);
        RecognizedLayer found = Read(file)[layer];
        Assert.Equal(description, found.Description.ToString());
        WeightFixture.AssertClose(expected[layer], Run(found, expected["input"]));
    }

    [Fact]
    public void A_GRU_model_gives_its_outputs_layer_by_layer()
    {
        Recognition found = Read("keras-gru.keras");
        IReadOnlyDictionary<string, Tensor> expected = Expected("keras-gru.keras");
        Tensor hidden = Run(found["reader"], expected["input"]);
        Tensor normal = found["norm"].Build<LayerNorm>().Run(Tape.ForInference(), hidden);
        WeightFixture.AssertClose(expected["norm"], normal);
        WeightFixture.AssertClose(expected["classes"], found["classes"].Build<Linear>().Run(Tape.ForInference(), normal));
        Assert.Contains("softmax", Assert.Single(found["classes"].Notes), StringComparison.Ordinal);
        Assert.Empty(found.Unrecognized);
    }

    [Fact]
    public void Layers_of_one_class_are_told_apart_by_their_number()
    {
        Recognition found = Read("keras-bidirectional.keras");
        IReadOnlyDictionary<string, Tensor> expected = Expected("keras-bidirectional.keras");
        int[] tokens = [.. expected["tokens"].Values.ToArray().Select(token => (int)token)];
        Tensor words = found["words"].Build<Embedding>().Run(Tape.ForInference(), tokens, expected["tokens"].Shape);
        Tensor outer = Run(found["outer"], words), deep = Run(found["deep"], outer);
        WeightFixture.AssertClose(expected["outer"], outer);
        WeightFixture.AssertClose(expected["deep"], deep);
        WeightFixture.AssertClose(expected["head_19"], found["head_19"].Build<Linear>().Run(Tape.ForInference(), deep));
        Assert.Equal(23, found.Layers.Count);
    }

    [Fact]
    public void A_layer_without_biases_takes_its_reset_from_the_description()
    {
        Recognition found = Read("keras-gru-before.h5");
        IReadOnlyDictionary<string, Tensor> expected = Expected("keras-gru-before.h5");
        Assert.True(found["gru_1"].Description.ResetAfter);
        WeightFixture.AssertClose(expected["gru_1"], Run(found["gru_1"], expected["gru"]));
    }

    [Theory]
    [InlineData("hard", "recurrent_activation hard_sigmoid")]
    [InlineData("backwards", "go_backwards")]
    [InlineData("summed", "merge_mode is sum")]
    [InlineData("conv", "layers of this class are not read")]
    [InlineData("elu", "activation is elu")]
    [InlineData("whole", "layers of this class are not read")]
    public void What_the_layers_here_cannot_do_is_left_by_name(string layer, string reason)
    {
        Recognition found = Read("keras-refused.keras");
        Assert.Empty(found.Layers);
        Assert.Contains(found.Unrecognized, tensor => tensor.Reason.Contains($"'{layer}'", StringComparison.Ordinal) && tensor.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Kinds_that_are_not_known_are_left_in_a_file_of_weights_alone() =>
        Assert.All(Read("keras-only.weights.h5").Unrecognized, tensor => Assert.StartsWith("layers/conv1d/", tensor.Name, StringComparison.Ordinal));

    [Fact]
    public void Files_of_the_newest_HDF5_form_are_read() =>
        Assert.Equal("linear 5 → 2", Assert.Single(Read("keras-new-format.weights.h5").Layers).Description.ToString());

    [Theory]
    [InlineData("keras-chunked.weights.h5", "is stored in chunks")]
    [InlineData("lstm-l3-bi.safetensors", "this is none")]
    [InlineData("forms.pt", "no .keras file")]
    public void Other_files_are_refused_by_what_they_are(string file, string message) =>
        Assert.Contains(message, Assert.Throws<StorageFormatException>(() => Read(file)).Message, StringComparison.Ordinal);

    [Fact]
    public void Tensors_are_listed_with_their_types()
    {
        StoredTensor kernel = KerasFile.Read(WeightFixture.PathOf("keras-only.weights.h5")).Tensors.Single(tensor => tensor.Name == "layers/lstm/cell/vars/0");
        Assert.Equal((new Shape(4, 12), "F16"), (kernel.Shape, kernel.Format));
    }

    private static Recognition Read(string file) => KerasFile.Read(WeightFixture.PathOf(file)).Recognition;

    private static IReadOnlyDictionary<string, Tensor> Expected(string file) => WeightFixture.Expected(file[..file.IndexOf('.', StringComparison.Ordinal)]);

    private static Tensor Run(RecognizedLayer layer, Tensor input) =>
        ((SequenceLayer)(Module)layer.Build()).Run(Tape.ForInference(), new SequenceBatch(input)).Outputs.Values;
}
