namespace Recurrent.Kernels.Threading;

/// <summary>The meeting point of the parts of one parallel region.</summary>
internal readonly struct TeamBarrier
{
    private readonly ThreadTeam? _team;
    private readonly int _part;
    private readonly int _parts;

    internal TeamBarrier(ThreadTeam team, int part, int parts)
    {
        _team = team;
        _part = part;
        _parts = parts;
    }

    /// <summary>Returns when every part has come here; what the others wrote before is visible afterwards.</summary>
    /// <exception cref="InvalidOperationException">Another part ended without reaching this barrier.</exception>
    public void Synchronize() => _team?.Synchronize(_part, _parts);
}
