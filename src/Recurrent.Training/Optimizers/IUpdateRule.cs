using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>An optimiser's arithmetic for a few elements at once: a struct, so that the loop is compiled for each rule.</summary>
internal interface IUpdateRule
{
    /// <summary>Gives the new values and changes the memory; slots an optimiser does not have are ignored.</summary>
    /// <param name="value">Values after decoupled decay.</param>
    /// <param name="gradient">Gradients with coupled decay added.</param>
    /// <param name="memory">What the optimiser remembers of these elements.</param>
    Vector<float> Apply(Vector<float> value, Vector<float> gradient, ref UpdateMemory memory);
}
