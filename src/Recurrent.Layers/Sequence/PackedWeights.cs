using Recurrent.Tensors;

namespace Recurrent.Layers.Sequence;

/// <summary>A packed copy of some parameters, shared by all streams and inference passes of a layer and made again when one of them has changed.</summary>
/// <typeparam name="TPacked">The copy, immutable: who holds an old one may go on using it.</typeparam>
internal sealed class PackedWeights<TPacked>(Func<TPacked> pack, params Parameter[] parameters)
    where TPacked : class
{
    private readonly Lock _lock = new();
    private readonly int[] _versions = new int[parameters.Length];
    private TPacked? _packed;

    /// <summary>The copy of the present values; any thread may ask.</summary>
    public TPacked Current()
    {
        lock (_lock)
        {
            // Versions come before values: a change in between makes the next caller pack again.
            if (TakeVersions() || _packed is null)
            {
                _packed = null;
                _packed = pack();
            }

            return _packed;
        }
    }

    private bool TakeVersions()
    {
        bool hasChanged = false;
        for (int index = 0; index < parameters.Length; index++)
        {
            int version = parameters[index].Version;
            hasChanged |= version != _versions[index];
            _versions[index] = version;
        }

        return hasChanged;
    }
}
