namespace Recurrent.TimeSeries.Signals.Regression.StateSpace;

/// <summary>Sizes of a nonlinear state space, and where its values stand in one flat vector.</summary>
/// <remarks>
/// x_{t+1} = A x_t + B u_t + E g_t, y_t = C x_t + D u_t + F g_t + d, g_t = tanh(W [x_t; u_t] + b). The vector holds A, B, E, C, D, d, F, W, b
/// in this order, each row-major.
/// </remarks>
internal sealed record StateSpaceShape(int Inputs, int Outputs, int States, int Units)
{
    /// <summary>Width of a unit's input [x; u].</summary>
    public int Reads => States + Inputs;

    public const int A = 0;

    public int B => A + (States * States);

    public int E => B + (States * Inputs);

    public int C => E + (States * Units);

    public int D => C + (Outputs * States);

    public int Offset => D + (Outputs * Inputs);

    public int F => Offset + Outputs;

    public int W => F + (Outputs * Units);

    public int Bias => W + (Units * Reads);

    public int Count => Bias + Units;

    /// <summary>Whether a value belongs to the nonlinear part.</summary>
    public bool IsNonlinear(int index) => (index >= E && index < C) || index >= F;
}
