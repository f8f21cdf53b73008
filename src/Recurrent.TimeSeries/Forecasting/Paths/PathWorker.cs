using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Draws blocks of paths on one thread: a value for every path, then the next step from these values.</summary>
internal sealed class PathWorker(PathNetwork network, PathReader reader)
{
    private readonly Tape _tape = Tape.ForInference(threads: 1);
    private readonly SequenceStreamBatch[] _streams =
        [.. network.Members.Select(member => member.Layer.OpenStreams(new StreamOptions { Threads = 1 }))];

    public void Draw(PathBlock block)
    {
        var (streams, rows) = (_streams[block.Member], block.Paths.Length);
        int[] numbers = [.. Enumerable.Range(0, rows)];
        while (streams.Count < rows) streams.Add();
        streams.RestoreState(numbers, block.State.SelectRows(new int[rows]));
        var inputs = new float[rows * reader.Layout.Inputs];
        for (var step = 0; step < block.Paths[0].Length; step++)
        {
            Read(block, step, inputs);
            DrawStep(block, step, inputs, streams.Step(numbers, inputs));
        }
    }

    private static PathValues Values(PathBlock block, int path, int step) =>
        new(block.Origin.Series.Values, block.Origin.Origin, block.Paths[path].AsSpan(0, step));

    private void Read(PathBlock block, int step, float[] inputs)
    {
        var (t, width) = (block.Origin.Origin + step, reader.Layout.Inputs);
        var shared = block.Origin.Series.Shared(t);
        for (var path = 0; path < block.Paths.Length; path++)
            reader.Inputs(inputs.AsSpan(path * width, width), Values(block, path, step), t, block.Units, shared);
    }

    private void DrawStep(PathBlock block, int step, float[] inputs, ReadOnlySpan<float> hidden)
    {
        var (rows, likelihood) = (block.Paths.Length, network.Likelihood);
        _tape.Reset();
        var outputs = network.Members[block.Member].Read(
            _tape,
            _tape.Constant(hidden, new Shape(rows, hidden.Length / rows)),
            _tape.Constant(inputs, new Shape(rows, reader.Layout.Inputs))).Values;
        for (var path = 0; path < rows; path++)
        {
            var target = likelihood.Draw(outputs.Slice(path * likelihood.Outputs, likelihood.Outputs), block.Units.Unit, block.Streams[path]);
            block.Paths[path][step] = reader.Value(target, Values(block, path, step), block.Origin.Origin + step, block.Units);
        }
    }
}
