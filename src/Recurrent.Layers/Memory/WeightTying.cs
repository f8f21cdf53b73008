namespace Recurrent.Layers.Memory;

/// <summary>Which weights the hops of an <see cref="EndToEndMemory"/> share.</summary>
public enum WeightTying
{
    /// <summary>What a hop reads is what the next compares with: A^{k+1} = C^k, the question is read with A^1, the answer with C^K.</summary>
    Adjacent,

    /// <summary>All hops are the same, as in a recurrent network, with a linear map H between them.</summary>
    LayerWise,
}
