namespace Recurrent.TimeSeries.Signals.Classification;

/// <summary>Scaled features of the training signals at several speeds; kept while there is room, else computed again.</summary>
internal sealed class TrainingFeatures
{
    private const int SpeedSteps = 5;
    private const long MostKept = 64L << 20;
    private readonly IReadOnlyList<Signal> _signals;
    private readonly FeatureReader _reader;
    private readonly double[] _speeds;
    private readonly float[]?[] _kept;
    private long _room = MostKept;

    /// <summary>Prepares the features.</summary>
    /// <param name="signals">The training signals.</param>
    /// <param name="reader">Reads them.</param>
    /// <param name="speed">Largest change of speed of sound; 0 for none.</param>
    public TrainingFeatures(IReadOnlyList<Signal> signals, FeatureReader reader, double speed)
    {
        (_signals, _reader) = (signals, reader);
        _speeds = speed == 0 ? [1] : [.. Enumerable.Range(0, SpeedSteps).Select(step => 1 + (speed * ((2.0 * step / (SpeedSteps - 1)) - 1)))];
        _kept = new float[signals.Count * _speeds.Length][];
        Lengths = new int[signals.Count];
        for (var index = 0; index < signals.Count; index++) Lengths[index] = AtSpeed(index, _speeds.Length / 2).Length / reader.BaseCount;
    }

    /// <summary>Rows of each signal at its own speed.</summary>
    public int[] Lengths { get; }

    /// <summary>Features at the signal's own speed.</summary>
    public float[] Own(int signal) => AtSpeed(signal, _speeds.Length / 2);

    /// <summary>Features at a speed drawn by a number from 0 to below 1.</summary>
    public float[] Drawn(int signal, float draw) => AtSpeed(signal, Math.Min((int)(draw * _speeds.Length), _speeds.Length - 1));

    private float[] AtSpeed(int signal, int speed)
    {
        var place = (signal * _speeds.Length) + speed;
        if (_kept[place] is { } known) return known;
        var rows = _reader.Scaled(_signals[signal], _speeds[speed]);
        if (rows.Length > _room) return rows;
        _room -= rows.Length;
        return _kept[place] = rows;
    }
}
