using System.Numerics;

namespace Recurrent.Training.Optimizers;

/// <summary>Up to three remembered numbers per element, in registers.</summary>
internal struct UpdateMemory
{
    public Vector<float> First;
    public Vector<float> Second;
    public Vector<float> Third;
}
