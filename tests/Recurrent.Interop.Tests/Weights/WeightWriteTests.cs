using Recurrent.Interop.Weights;
using Recurrent.Layers;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Random;

namespace Recurrent.Interop.Tests.Weights;

public sealed class WeightWriteTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rnn-weights-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("out.pt")]
    [InlineData("out.safetensors")]
    public void What_is_written_for_PyTorch_reads_back_and_is_the_same_twice(string name)
    {
        string path = Path.Combine(_folder, name);
        var layer = new Lstm(new LstmOptions { InputSize = 3, HiddenSize = 4, Layers = 2, Bidirectional = true, ProjectionSize = 2 }, new RandomSource(seed: 9));
        WeightFile.Write(path, layer);
        byte[] first = File.ReadAllBytes(path);
        WeightFile.Write(path, layer);
        Assert.Equal(first, File.ReadAllBytes(path));
        WeightSet read = WeightFile.Read(path);
        foreach (NamedParameter named in layer.Parameters())
        {
            Assert.Equal(named.Parameter.Shape, read.Tensors[named.Name].Shape);
            Assert.Equal(named.Parameter.Values.ToArray(), read.Tensors[named.Name].Values.ToArray());
        }
    }

    [Fact]
    public void Layers_that_PyTorch_lacks_are_refused_by_name()
    {
        var random = new RandomSource(seed: 9);
        (RecurrentStack Layer, string Difference)[] refused =
        [
            (new Lstm(new LstmOptions { InputSize = 3, HiddenSize = 4, Peephole = true }, random), "peepholes"),
            (new Lstm(new LstmOptions { InputSize = 3, HiddenSize = 4, CoupledGates = true }, random), "coupled gates"),
            (new Gru(new GruOptions { InputSize = 3, HiddenSize = 4, ResetAfter = false }, random), "its reset gate before the product"),
            (new Gru(new GruOptions { InputSize = 3, HiddenSize = 4, LayerNorm = true }, random), "layer normalisation"),
            (new Rnn(new RnnOptions { InputSize = 3, HiddenSize = 4, Layers = 2, Residual = true }, random), "a path around its layers"),
        ];
        foreach ((RecurrentStack layer, string difference) in refused)
        {
            string path = Path.Combine(_folder, "refused.pt");
            Assert.Contains(difference, Assert.Throws<NotSupportedException>(() => WeightFile.Write(path, layer)).Message, StringComparison.Ordinal);
            Assert.False(File.Exists(path));
        }
    }
}
