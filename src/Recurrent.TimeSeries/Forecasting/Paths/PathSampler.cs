using Recurrent.Layers.Sequence;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Forecasting.Paths;

/// <summary>Draws paths by ancestral sampling: each value from the distribution that the network gives after reading those before it.</summary>
/// <remarks>Every path has a random stream of its own, named by series, origin and number, so neither threads nor other series change it.</remarks>
internal sealed class PathSampler(PathNetwork network, PathReader reader)
{
    /// <summary>Origins whose context is read at once.</summary>
    private const int Rows = 64;

    /// <summary>Paths in a block: enough for matrix products to pay, few enough for all threads to have one.</summary>
    private const int BlockPaths = 100;

    /// <summary>Draws the paths of one origin after the other.</summary>
    /// <returns>For each origin transformed values, and the measures of its window.</returns>
    public IEnumerable<DrawnPaths> Draw(IReadOnlyList<WindowOrigin> origins, PathRequest request)
    {
        var tape = Tape.ForInference(request.Threads);
        var options = new ParallelOptions { MaxDegreeOfParallelism = request.Threads > 0 ? request.Threads : Environment.ProcessorCount };
        foreach (var chunk in origins.Chunk(Rows))
        {
            var batch = new PathBatch(reader, chunk, horizon: 0);
            double[][][] paths = [.. chunk.Select(_ => Empty(request))];
            var blocks = new List<PathBlock>();
            for (var member = 0; member < network.Members.Length; member++)
            {
                tape.Reset();
                var state = network.Members[member].Layer.Run(tape, batch.Inputs(tape)).State.Detach();
                for (var row = 0; row < chunk.Length; row++)
                    blocks.AddRange(Blocks(chunk[row], batch.Units[row], paths[row], new MemberState(member, state.SelectRows(row)), request.Seed));
            }
            tape.Reset();
            Parallel.For(0, blocks.Count, options, () => new PathWorker(network, reader), (index, _, worker) =>
            {
                worker.Draw(blocks[index]);
                return worker;
            }, static _ => { });
            for (var row = 0; row < chunk.Length; row++) yield return new DrawnPaths(paths[row], batch.Units[row]);
        }
    }

    private static double[][] Empty(PathRequest request) => [.. Enumerable.Range(0, request.Count).Select(_ => new double[request.Horizon])];

    private IEnumerable<PathBlock> Blocks(WindowOrigin origin, PathUnits units, double[][] paths, MemberState member, ulong seed)
    {
        var source = new RandomSource(seed);
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"paths of {origin.Series.Source.Id} from {origin.Origin}");
        var own = Enumerable.Range(0, paths.Length).Where(path => path % network.Members.Length == member.Number);
        foreach (var numbers in own.Chunk(BlockPaths))
        {
            yield return new PathBlock(
                origin, units, member.Number, member.State,
                [.. numbers.Select(path => new StreamRandom(source.Stream(name, (ulong)path)))],
                [.. numbers.Select(path => paths[path])]);
        }
    }

    /// <summary>A member after the context of one origin.</summary>
    private readonly record struct MemberState(int Number, SequenceState State);
}
