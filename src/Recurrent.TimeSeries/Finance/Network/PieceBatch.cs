namespace Recurrent.TimeSeries.Finance.Network;

/// <summary>Pieces of a history as the network's op arguments, time-major.</summary>
internal sealed class PieceBatch(int days, int width)
{
    /// <summary>[T·B·F]</summary>
    public float[] Features { get; } = new float[days * width];

    /// <summary>Returns of the next days in units of the scale. [T·B]</summary>
    public float[] Returns { get; } = new float[days];

    /// <summary>1 where the day counts. [T·B]</summary>
    public float[] Weights { get; } = new float[days];

    /// <summary>1 where the next day rises. [T·B]</summary>
    public float[] Rises { get; } = new float[days];

    /// <summary>1 where the day counts and the price moves. [T·B]</summary>
    public float[] Moves { get; } = new float[days];
}
