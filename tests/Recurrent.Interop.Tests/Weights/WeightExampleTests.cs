using Recurrent.Interop.Weights;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>The examples of docs/interop.md.</summary>
public sealed class WeightExampleTests
{
    [Fact]
    public void Weights_of_PyTorch_are_loaded()
    {
        string path = WeightFixture.PathOf("checkpoint.pth");

        #region PyTorchIn
        WeightSet weights = WeightFile.Read(path);                               // .pt, .pth or .safetensors

        // Into a layer or model of yours whose sizes you know; the prefix says where in the file it begins.
        var encoder = new Lstm(new LstmOptions { InputSize = 5, HiddenSize = 6, Layers = 3, Bidirectional = true }, InitializationScope.ForLoading);
        weights.LoadInto(encoder, prefix: "state_dict.encoder.lstm");

        // Or find out what is there: kinds and sizes follow from the names and shapes of the tensors.
        Recognition found = weights.Recognize();
        string[] layers = [.. found.Layers.Select(layer => $"{layer.Name}: {layer.Description}")];
        Linear head = found["state_dict.head"].Build<Linear>();
        #endregion

        Assert.Contains("state_dict.encoder.lstm: lstm 5 → 12, 3 layers, both directions", layers);
        Assert.Equal(12, head.InputSize);
        Assert.Equal(weights.Tensors["state_dict.module._orig_mod.encoder.lstm.weight_hh_l2_reverse"].Values.ToArray(), encoder.Parameters().Single(named => named.Name == "weight_hh_l2_reverse").Parameter.Values.ToArray());
    }

    [Fact]
    public void Weights_are_written_for_PyTorch()
    {
        string folder = Directory.CreateTempSubdirectory("rnn-weights-").FullName;
        try
        {
            #region PyTorchOut
            var layer = new Gru(new GruOptions { InputSize = 3, HiddenSize = 4, Layers = 2 }, new RandomSource(seed: 1));

            // Python: torch.nn.GRU(3, 4, num_layers=2).load_state_dict(torch.load("gru.pt", weights_only=True))
            WeightFile.Write(Path.Combine(folder, "gru.pt"), layer);

            // Python: torch.nn.GRU(3, 4, num_layers=2).load_state_dict(safetensors.torch.load_file("gru.safetensors"))
            WeightFile.Write(Path.Combine(folder, "gru.safetensors"), layer);
            #endregion

            Assert.Equal(WeightFile.Read(Path.Combine(folder, "gru.pt")).Tensors.Keys.Order(), WeightFile.Read(Path.Combine(folder, "gru.safetensors")).Tensors.Keys.Order());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Layers_of_Keras_are_loaded()
    {
        string path = WeightFixture.PathOf("keras-gru.keras");
        IReadOnlyDictionary<string, Tensor> expected = WeightFixture.Expected("keras-gru");
        Tensor input = expected["input"];

        #region KerasIn
        Recognition found = KerasFile.Read(path).Recognition;                    // .keras, .h5, .hdf5 or .weights.h5
        Gru reader = found["reader"].Build<Gru>();                               // by the names of Keras' layers
        LayerNorm norm = found["norm"].Build<LayerNorm>();
        Linear classes = found["classes"].Build<Linear>();                       // its Notes say that Keras applies softmax behind it

        Tape tape = Tape.ForInference();
        (SequenceBatch outputs, _) = reader.Run(tape, new SequenceBatch(input)); // [T, B, D], where Keras has [B, T, D]
        Tensor logits = classes.Run(tape, norm.Run(tape, outputs.Values));
        #endregion

        WeightFixture.AssertClose(expected["classes"], logits);
    }
}
