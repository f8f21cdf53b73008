using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>A packed copy of some parameters, shared by all streams and made again when one of them has changed.</summary>
/// <typeparam name="TPacked">The copy, immutable: who holds an old one may go on using it.</typeparam>
internal sealed class PackedWeights<TPacked>(Func<TPacked> pack, params Parameter[] parameters)
    where TPacked : class
{
    private readonly Lock _lock = new();
    private int[] _versions = [];
    private TPacked? _packed;

    /// <summary>The copy of the present values; any thread may ask.</summary>
    public TPacked Current()
    {
        lock (_lock)
        {
            int[] versions = [.. parameters.Select(parameter => parameter.Version)];
            if (_packed is null || !versions.AsSpan().SequenceEqual(_versions))
            {
                _packed = pack();
                _versions = versions;
            }

            return _packed;
        }
    }
}
