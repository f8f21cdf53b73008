using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Random;
using Recurrent.Testing;

namespace Recurrent.Layers.Tests.Sequence;

public sealed class StreamWeightsTests
{
    private static readonly RecurrentOptions Options = new() { InputSize = 4, HiddenSize = 4, Layers = 2 };

    public static TheoryData<string, bool> Layers
    {
        get
        {
            var layers = new TheoryData<string, bool>();
            foreach (string name in SequenceLayers.BuiltIn.Names)
            {
                layers.Add(name, false);
            }

            layers.Add("gru", true);
            layers.Add("lstm-layernorm", true);
            return layers;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Streams_keep_the_weights_of_their_opening(string name, bool hasHighway)
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create(name, Options with { Highway = hasHighway }, new RandomSource(1));
        float[] input = [1, -0.5f, 0.25f, 2];
        SequenceStream stream = layer.OpenStream();
        SequenceStreamBatch batch = layer.OpenStreams();
        int own = batch.Add();
        float[] before = stream.Step(input).ToArray(), beforeInBatch = batch.Step([own], input).ToArray();
        Change(layer);
        stream.Reset();
        batch.Reset(own);
        Assert.Equal(before, stream.Step(input).ToArray());
        Assert.Equal(beforeInBatch, batch.Step([own], input).ToArray());
        Assert.NotEqual(before, layer.OpenStream().Step(input).ToArray());
        SequenceStreamBatch later = layer.OpenStreams();
        Assert.NotEqual(beforeInBatch, later.Step([later.Add()], input).ToArray());
    }

    [Fact]
    public void Streams_of_unchanged_weights_share_one_copy()
    {
        SequenceLayer layer = SequenceLayers.BuiltIn.Create("lstm-layernorm", Options with { InputSize = 256, HiddenSize = 256 }, new RandomSource(1));
        layer.OpenStream();
        long start = GC.GetAllocatedBytesForCurrentThread();
        layer.OpenStream();
        long bytes = GC.GetAllocatedBytesForCurrentThread() - start;
        Assert.True(bytes < 256 * 256 * sizeof(float), $"{bytes} bytes for a second stream");
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void A_step_of_no_stream_is_empty(string name, bool hasHighway)
    {
        SequenceStreamBatch batch = SequenceLayers.BuiltIn.Create(name, Options with { Highway = hasHighway }, new RandomSource(1)).OpenStreams();
        Assert.True(batch.Step([], []).IsEmpty);
        batch.Remove(batch.Add());
        Assert.True(batch.Step([], []).IsEmpty);
    }

    [Fact]
    public void More_threads_than_a_process_can_keep_are_refused()
    {
        Assert.Contains("5000", Assert.Throws<ArgumentOutOfRangeException>(() => new StreamOptions { Threads = 5000 }).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new StreamOptions { Threads = -1 });
    }

    private static void Change(SequenceLayer layer)
    {
        foreach ((string name, Parameter parameter) in layer.Parameters())
        {
            SampleTensors.Normal("changed " + name, parameter.Shape).Values.CopyTo(parameter.BeginUpdate());
        }
    }
}
