using System.Collections.Immutable;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>Windows side by side, ready for the network.</summary>
internal sealed class WindowBatch
{
    private readonly WindowReader _reader;

    public WindowBatch(WindowReader reader, ReadOnlySpan<WindowOrigin> origins, int horizon)
    {
        (_reader, Horizon, Rows) = (reader, horizon, origins.Length);
        Encoder = new float[reader.Context * Rows * reader.Layout.EncoderInputs];
        Decoder = new float[horizon * Rows * reader.Layout.DecoderInputs];
        (Targets, Mask) = (new float[horizon * Rows], new float[horizon * Rows]);
        (Base, Scale) = (new double[horizon * Rows], new double[Rows]);
        var lengths = new int[Rows];
        for (var row = 0; row < Rows; row++) lengths[row] = reader.Fill(this, row, origins[row]);
        Lengths = [.. lengths];
    }

    public int Rows { get; }

    public int Horizon { get; }

    public int Context => _reader.Context;

    public FeatureLayout Layout => _reader.Layout;

    /// <summary>Valid encoder steps of each row. [B]</summary>
    public ImmutableArray<int> Lengths { get; }

    /// <summary>Inputs of the past. [C, B, encoder inputs]</summary>
    public float[] Encoder { get; }

    /// <summary>Inputs of the steps to forecast. [H, B, decoder inputs]</summary>
    public float[] Decoder { get; }

    /// <summary>Distance of the true value from the base forecast in units of <see cref="Scale"/>; 0 where unknown. [H, B]</summary>
    public float[] Targets { get; }

    /// <summary>1 where the target is known and may be learnt from, otherwise 0. [H, B]</summary>
    public float[] Mask { get; }

    /// <summary>Base forecast in transformed units. [H, B]</summary>
    public double[] Base { get; }

    /// <summary>Unit of the targets in transformed units. [B]</summary>
    public double[] Scale { get; }
}
