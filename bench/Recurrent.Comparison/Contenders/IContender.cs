namespace Recurrent.Comparison.Contenders;

/// <summary>One side of a comparison.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Name and mode, such as "ONNX Runtime, 1 thread".</summary>
    string Name { get; }

    /// <summary>One pass from the starting weights, whose numbers must be those of the other side.</summary>
    /// <returns>Outputs, loss and gradients by name.</returns>
    IReadOnlyDictionary<string, float[]> Probe();

    /// <summary>What is timed.</summary>
    void Run();
}
