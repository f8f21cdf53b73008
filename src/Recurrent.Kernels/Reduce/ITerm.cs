using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Reduce;

/// <summary>The term of a fixed-order sum, in double precision, with the same bits at every width.</summary>
internal interface ITerm
{
    /// <summary>The term for one pair.</summary>
    /// <param name="x">The first factor.</param>
    /// <param name="y">The second factor.</param>
    /// <param name="parameter">A constant of the sum.</param>
    /// <returns>The term.</returns>
    static abstract double Invoke(double x, double y, double parameter);

    /// <summary>The terms for 2 lanes.</summary>
    /// <param name="x">The first factors.</param>
    /// <param name="y">The second factors.</param>
    /// <param name="parameter">The constant in every lane.</param>
    /// <returns>The terms.</returns>
    static abstract Vector128<double> Invoke(Vector128<double> x, Vector128<double> y, Vector128<double> parameter);

    /// <summary>The terms for 4 lanes.</summary>
    /// <param name="x">The first factors.</param>
    /// <param name="y">The second factors.</param>
    /// <param name="parameter">The constant in every lane.</param>
    /// <returns>The terms.</returns>
    static abstract Vector256<double> Invoke(Vector256<double> x, Vector256<double> y, Vector256<double> parameter);
}
