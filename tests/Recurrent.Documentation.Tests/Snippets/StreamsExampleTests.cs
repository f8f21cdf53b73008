using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Random;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Documentation.Tests.Snippets;

public sealed class StreamsExampleTests
{
    [Fact]
    public void Sensors_come_and_go_in_one_batch_of_streams()
    {
        var lstm = new Lstm(new LstmOptions { InputSize = 2, HiddenSize = 8 }, new RandomSource(seed: 1));
        float[] ofPump = [0.1f, 0.2f], ofValve = [0.3f, -0.4f], ofFan = [0.5f, 0.6f];

        #region StreamBatchExample
        SequenceStreamBatch streams = lstm.OpenStreams();
        int pump = streams.Add(), valve = streams.Add(), fan = streams.Add();        // numbers; each starts at zero

        // Two of the three have a new reading: their features side by side, in the order of the numbers.
        ReadOnlySpan<float> outputs = streams.Step([fan, pump], [.. ofFan, .. ofPump]);
        ReadOnlySpan<float> fanOutput = outputs[..lstm.OutputSize], pumpOutput = outputs[lstm.OutputSize..];

        streams.Step([valve], ofValve);
        SequenceState saved = streams.SaveState(pump, valve);                        // one row for each
        streams.Reset(pump);                                                         // the pump starts anew
        streams.RestoreState([valve], saved.SelectRows(1));
        streams.Remove(fan);                                                         // its number may be given out again
        #endregion

        SequenceStream alone = lstm.OpenStream();
        Assert.Equal(2, streams.Count);
        Assert.Equal(saved.Hidden.Values.ToArray()[..8], alone.Step(ofPump).ToArray());
        Assert.Equal(8, fanOutput.Length);
        Assert.Equal(8, pumpOutput.Length);
    }

    [Fact]
    public void Stream_over_eight_bit_weights_stays_near_the_float32_stream()
    {
        var lstm = new Lstm(new LstmOptions { InputSize = 2, HiddenSize = 8 }, new RandomSource(seed: 1));
        float[] reading = [0.1f, 0.2f];

        #region StreamPrecisionExample
        SequenceStream stream = lstm.OpenStream(new StreamOptions { Weights = WeightPrecision.Int8 });
        ReadOnlySpan<float> output = stream.Step(reading);
        #endregion

        float[] exact = lstm.OpenStream().Step(reading).ToArray();
        Assert.Equal(exact, output.ToArray(), (left, right) => Math.Abs(left - right) < 0.01f);
        Assert.NotEqual(exact, output.ToArray());
    }
}
