using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>A function of one float, for every width; all widths must give the same bits.</summary>
internal interface IUnaryOperator
{
    /// <summary>The function for one float.</summary>
    /// <param name="x">The argument.</param>
    /// <returns>The value.</returns>
    static abstract float Invoke(float x);

    /// <summary>The function for 4 lanes.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The values.</returns>
    static abstract Vector128<float> Invoke(Vector128<float> x);

    /// <summary>The function for 8 lanes.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The values.</returns>
    static abstract Vector256<float> Invoke(Vector256<float> x);

    /// <summary>The function for 16 lanes.</summary>
    /// <param name="x">The arguments.</param>
    /// <returns>The values.</returns>
    static abstract Vector512<float> Invoke(Vector512<float> x);
}
