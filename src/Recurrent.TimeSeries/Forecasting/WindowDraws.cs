using Recurrent.Tensors.Random;

namespace Recurrent.TimeSeries.Forecasting;

/// <summary>The windows of an epoch, drawn at random from all series; they follow from the epoch's stream alone.</summary>
/// <remarks>Every series is drawn equally often, because scores weigh series alike.</remarks>
internal sealed class WindowDraws(WindowRange[] ranges, JobSizes sizes)
{
    private float[] _draws = [];

    public int Begin(RandomStream random)
    {
        _draws = new float[2 * sizes.StepsPerEpoch * sizes.BatchSize];
        random.FillUniform(_draws);
        return sizes.StepsPerEpoch;
    }

    public WindowOrigin[] Take(int batch)
    {
        var origins = new WindowOrigin[sizes.BatchSize];
        for (var row = 0; row < origins.Length; row++)
        {
            var at = 2 * ((batch * sizes.BatchSize) + row);
            var range = ranges[Pick(_draws[at], ranges.Length)];
            origins[row] = range.At(Pick(_draws[at + 1], range.Count));
        }
        return origins;
    }

    private static int Pick(float draw, int count) => Math.Min((int)((double)draw * count), count - 1);
}
