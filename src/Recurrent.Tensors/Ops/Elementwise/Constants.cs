using System.Numerics;

namespace Recurrent.Tensors.Ops.Elementwise;

/// <summary>Up to two constants of an elementwise function (slope, exponent, bounds) in every lane.</summary>
internal readonly struct Constants(float first, float second)
{
    public Vector<float> First { get; } = new(first);

    public Vector<float> Second { get; } = new(second);
}
