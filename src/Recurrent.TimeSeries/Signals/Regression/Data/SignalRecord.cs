namespace Recurrent.TimeSeries.Signals.Regression.Data;

/// <summary>Evenly sampled inputs of one experiment with the outputs measured at the same times.</summary>
public sealed class SignalRecord
{
    private readonly double[] _inputs;
    private readonly double[] _outputs;

    /// <summary>Makes a record.</summary>
    /// <param name="id">Its name, such as <c>run 3</c>; empty for the only one.</param>
    /// <param name="inputs">One row a step; taken, not copied. <c>[T, I]</c></param>
    /// <param name="inputCount">I, at least 1.</param>
    /// <param name="outputs">One row a step; taken, not copied. Empty when nothing was measured. <c>[T, O]</c></param>
    /// <param name="outputCount">O, at least 1; 0 when nothing was measured.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, there is no step, or a value is not finite.</exception>
    public SignalRecord(string id, double[] inputs, int inputCount, double[] outputs, int outputCount)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(outputCount);
        Steps = inputs.Length / inputCount;
        if (Steps == 0 || inputs.Length % inputCount != 0)
            throw new ArgumentException($"Received {inputs.Length} input values for rows of {inputCount}; expected whole rows and at least one.", nameof(inputs));
        if (outputs.Length != Steps * outputCount)
            throw new ArgumentException($"Received {outputs.Length} output values; expected {Steps * outputCount}, {outputCount} for each of {Steps} steps.", nameof(outputs));
        if (Array.Exists(inputs, static value => !double.IsFinite(value))) throw new ArgumentException("An input is not a finite number; fill gaps before.", nameof(inputs));
        if (Array.Exists(outputs, static value => !double.IsFinite(value))) throw new ArgumentException("An output is not a finite number; fill gaps before.", nameof(outputs));
        (Id, _inputs, InputCount, _outputs, OutputCount) = (id, inputs, inputCount, outputs, outputCount);
    }

    /// <summary>Name of the experiment.</summary>
    public string Id { get; }

    /// <summary>T.</summary>
    public int Steps { get; }

    /// <summary>I.</summary>
    public int InputCount { get; }

    /// <summary>O; 0 when nothing was measured.</summary>
    public int OutputCount { get; }

    /// <summary>Whether outputs were measured.</summary>
    public bool HasOutputs => OutputCount > 0;

    /// <summary>All inputs, row-major. <c>[T, I]</c></summary>
    public ReadOnlySpan<double> Inputs => _inputs;

    /// <summary>All outputs, row-major. <c>[T, O]</c></summary>
    public ReadOnlySpan<double> Outputs => _outputs;

    /// <summary>Inputs of a step.</summary>
    /// <param name="step">From 0.</param>
    /// <returns><c>[I]</c></returns>
    public ReadOnlySpan<double> Input(int step) => _inputs.AsSpan(step * InputCount, InputCount);

    /// <summary>Outputs of a step.</summary>
    /// <param name="step">From 0.</param>
    /// <returns><c>[O]</c></returns>
    public ReadOnlySpan<double> Output(int step) => _outputs.AsSpan(step * OutputCount, OutputCount);

    /// <summary>A part of the record.</summary>
    /// <param name="start">First step.</param>
    /// <param name="count">Steps, at least 1.</param>
    /// <returns>A copy of the part.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The part is not inside the record.</exception>
    public SignalRecord Slice(int start, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Steps - start);
        return new SignalRecord(
            Id, _inputs[(start * InputCount)..((start + count) * InputCount)], InputCount, _outputs[(start * OutputCount)..((start + count) * OutputCount)], OutputCount);
    }
}
