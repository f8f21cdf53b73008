namespace Recurrent.Layers.Initialization;

/// <summary>How the weights and biases of a recurrent cell get their first values.</summary>
/// <remarks>Derive from it to try another one: the four methods give one initialiser for each of the cell's parameters.</remarks>
public abstract record RecurrentInitialization
{
    /// <summary>
    /// Ours: orthogonal recurrent weights and Glorot-uniform input weights, each gate on its own; the forget bias the cell asks for
    /// (1 for an LSTM; Gers et al. 2000, Jozefowicz et al. 2015); other biases 0.
    /// </summary>
    public static RecurrentInitialization Default { get; } = new DefaultInitialization();

    /// <summary>PyTorch's: everything uniform between ±1/√H; for parity, and the cell's forget bias is not applied.</summary>
    public static RecurrentInitialization PyTorch { get; } = new PyTorchInitialization();

    /// <summary>
    /// Recurrent weights the identity, input weights normal with deviation 0.001, biases 0, for a plain RNN with ReLU; Le, Jaitly and
    /// Hinton 2015.
    /// </summary>
    public static RecurrentInitialization Irnn { get; } = new IrnnInitialization();

    /// <summary>
    /// <see cref="Default"/> with forget biases log(U[1, T − 1]) and input biases their negatives, so that memories last from 1 to T steps;
    /// for an LSTM or a GRU.
    /// </summary>
    /// <param name="maximumTime">T, the longest dependency expected in steps, at least 3.</param>
    /// <returns>The initialisation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than 3 steps.</exception>
    /// <remarks>Tallec and Ollivier, "Can recurrent neural networks warp time?", ICLR 2018, section 4.</remarks>
    public static RecurrentInitialization Chrono(int maximumTime)
    {
        if (maximumTime < 3)
        {
            throw new ArgumentOutOfRangeException(nameof(maximumTime), maximumTime, "Chrono initialisation draws time scales from 1 to T − 1 steps; give the longest dependency expected, at least 3.");
        }

        return new ChronoInitialization(maximumTime);
    }

    /// <summary>For <c>weight_ih</c>, <c>[gates·H, I]</c>.</summary>
    /// <param name="gates">The cell.</param>
    /// <returns>The initialiser.</returns>
    public abstract Initializer InputWeight(CellGates gates);

    /// <summary>For <c>weight_hh</c>, <c>[gates·H, H]</c>.</summary>
    /// <param name="gates">The cell.</param>
    /// <returns>The initialiser.</returns>
    public abstract Initializer RecurrentWeight(CellGates gates);

    /// <summary>For <c>bias_ih</c>, <c>[gates·H]</c>.</summary>
    /// <param name="gates">The cell.</param>
    /// <returns>The initialiser.</returns>
    public abstract Initializer InputBias(CellGates gates);

    /// <summary>For <c>bias_hh</c>, <c>[gates·H]</c>, which is added to the other bias; 0 unless overridden.</summary>
    /// <param name="gates">The cell.</param>
    /// <returns>The initialiser.</returns>
    public virtual Initializer RecurrentBias(CellGates gates) => Initializer.Zeros;
}
