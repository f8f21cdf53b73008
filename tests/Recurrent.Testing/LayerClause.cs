namespace Recurrent.Testing;

/// <summary>What <see cref="LayerContract{TModule}"/> checks.</summary>
public enum LayerClause
{
    /// <summary>The output has the documented shape.</summary>
    OutputHasItsShape,

    /// <summary>No two parameters share a name.</summary>
    ParameterNamesAreUnique,

    /// <summary>Values loaded by name make two modules equal.</summary>
    ParametersRoundTrip,

    /// <summary>The same seed gives the same bits, in inference and in training.</summary>
    SameSeedGivesTheSameBits,

    /// <summary>Back-propagation reaches every parameter, and ZeroGradients clears it.</summary>
    GradientReachesEveryParameter,
}
