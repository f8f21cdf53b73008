namespace Recurrent.Comparison.Cases;

/// <summary>Numbers that every side starts from, under the name and in the layout of PyTorch.</summary>
/// <param name="Name">Path of the parameter.</param>
/// <param name="Axes">Axis lengths.</param>
/// <param name="Values">Row-major values.</param>
internal sealed record NamedValues(string Name, int[] Axes, float[] Values)
{
    /// <summary>The axis lengths as the peers want them.</summary>
    public long[] LongAxes => [.. Axes.Select(axis => (long)axis)];
}
