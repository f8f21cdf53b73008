using Recurrent.TimeSeries.Signals.Regression.Data;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>A regressor running along one signal, step by step, in memory that does not grow. One thread at a time.</summary>
public sealed class RegressorStream
{
    private readonly RegressorState _model;
    private readonly StateSpaceKernel[] _kernels;
    private readonly double[][] _states;
    private readonly double[][] _next;
    private readonly double[] _input;
    private readonly double[] _output;

    internal RegressorStream(RegressorState model)
    {
        _model = model;
        _kernels = [.. model.Simulators.Select(static one => new StateSpaceKernel(one.Shape))];
        _states = [.. model.Simulators.Select(static one => (double[])one.Start.Clone())];
        _next = [.. model.Simulators.Select(static one => new double[one.Shape.States])];
        (_input, _output) = (new double[model.Architecture.Inputs], new double[model.Architecture.Outputs]);
    }

    /// <summary>Numbers that <see cref="SaveState"/> gives.</summary>
    public int StateSize => _states.Sum(static state => state.Length);

    /// <summary>Reads the inputs of one step and gives its outputs; no measured output is looked at.</summary>
    /// <param name="inputs">In their own units. <c>[I]</c></param>
    /// <param name="outputs">Receives the outputs in their own units. <c>[O]</c></param>
    /// <exception cref="ArgumentException">A length is wrong, or an input is not finite; the state is as before then.</exception>
    public void Step(ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        var (settings, members) = (_model.Settings, _model.Simulators);
        if (inputs.Length != _input.Length || outputs.Length != settings.OutputScales.Length)
            throw new ArgumentException($"Received {inputs.Length} inputs and room for {outputs.Length} outputs; the model has {_input.Length} and {settings.OutputScales.Length}.", nameof(inputs));
        for (var index = 0; index < inputs.Length; index++)
        {
            if (!double.IsFinite(inputs[index])) throw new ArgumentException($"Input '{settings.Inputs[index]}' is {inputs[index]}; expected a finite number.", nameof(inputs));
            _input[index] = settings.InputScales[index].Normalise(inputs[index]);
        }
        outputs.Clear();
        for (var member = 0; member < members.Length; member++)
        {
            _kernels[member].Step(members[member].Values, _states[member], _input, _output, _next[member]);
            (_states[member], _next[member]) = (_next[member], _states[member]);
            for (var index = 0; index < outputs.Length; index++) outputs[index] += _output[index] / members.Length;
        }
        for (var index = 0; index < outputs.Length; index++) outputs[index] = settings.OutputScales[index].Restore(outputs[index]);
    }

    /// <summary>Sets the state from a window of measured outputs and moves to its end.</summary>
    /// <param name="window">The steps just before the next one, with outputs.</param>
    /// <exception cref="ArgumentException">The window has not the model's columns.</exception>
    public void Align(SignalRecord window)
    {
        ArgumentNullException.ThrowIfNull(window);
        AlignStart(window);
        var place = new double[_output.Length];
        for (var step = 0; step < window.Steps; step++) Step(window.Input(step), place);
    }

    /// <summary>Sets the state to that before a window of measured outputs.</summary>
    internal void AlignStart(SignalRecord window)
    {
        var settings = _model.Settings;
        if (window.InputCount != settings.Inputs.Length || window.OutputCount != settings.Outputs.Length)
            throw new ArgumentException($"Received {window.InputCount} inputs and {window.OutputCount} outputs; the model has {settings.Inputs.Length} and {settings.Outputs.Length}.", nameof(window));
        var inputs = SignalScale.Normalise(window.Inputs, settings.InputScales);
        var outputs = SignalScale.Normalise(window.Outputs, settings.OutputScales);
        for (var member = 0; member < _states.Length; member++)
            _states[member] = _model.Simulators[member].Align(inputs, outputs, settings.Noise);
    }

    /// <summary>Back to the start of a record.</summary>
    public void Reset()
    {
        for (var member = 0; member < _states.Length; member++) _model.Simulators[member].Start.CopyTo(_states[member], 0);
    }

    /// <summary>The state after the last step, for <see cref="RestoreState"/>.</summary>
    /// <returns><c>[<see cref="StateSize"/>]</c></returns>
    public double[] SaveState() => [.. _states.SelectMany(static state => state)];

    /// <summary>Continues from a state.</summary>
    /// <param name="state">From <see cref="SaveState"/> of a stream of the same model.</param>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public void RestoreState(ReadOnlySpan<double> state)
    {
        if (state.Length != StateSize) throw new ArgumentException($"Received a state of {state.Length} numbers; this model's has {StateSize}.", nameof(state));
        foreach (var own in _states)
        {
            state[..own.Length].CopyTo(own);
            state = state[own.Length..];
        }
    }
}
