namespace Recurrent.TimeSeries.Signals.Features;

/// <summary>The first coefficients of the orthonormal cosine transform (DCT-II): c_k = s_k Σ_n x_n cos(π k (n + ½)/N), s_0 = √(1/N), else √(2/N).</summary>
internal sealed class CosineTransform
{
    private readonly float[] _matrix;
    private readonly int _inputs;

    public CosineTransform(int inputs, int coefficients)
    {
        _inputs = inputs;
        _matrix = new float[inputs * coefficients];
        for (var k = 0; k < coefficients; k++)
        {
            var scale = Math.Sqrt((k == 0 ? 1.0 : 2.0) / inputs);
            for (var n = 0; n < inputs; n++) _matrix[(k * inputs) + n] = (float)(scale * Math.Cos(Math.PI * k * (n + 0.5) / inputs));
        }
    }

    public void Apply(ReadOnlySpan<float> input, Span<float> destination)
    {
        for (var k = 0; k < destination.Length; k++)
        {
            var sum = 0f;
            var row = _matrix.AsSpan(k * _inputs, _inputs);
            for (var n = 0; n < row.Length; n++) sum += row[n] * input[n];
            destination[k] = sum;
        }
    }
}
