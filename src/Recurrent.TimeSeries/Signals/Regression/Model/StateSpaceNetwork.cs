using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Tensors;
using Recurrent.TimeSeries.Signals.Regression.StateSpace;

namespace Recurrent.TimeSeries.Signals.Regression.Model;

/// <summary>One member's weights by name; simulations take them in double precision.</summary>
internal sealed class StateSpaceNetwork : Module
{
    private readonly Parameter[] _parts;
    private readonly Parameter _start;

    public StateSpaceNetwork(StateSpaceShape shape)
    {
        Shape = shape;
        _parts =
        [
            Add("state_state", shape.States, shape.States), Add("state_input", shape.States, shape.Inputs), Add("state_units", shape.States, shape.Units),
            Add("output_state", shape.Outputs, shape.States), Add("output_input", shape.Outputs, shape.Inputs), Add("output_bias", shape.Outputs),
            Add("output_units", shape.Outputs, shape.Units), Add("units", shape.Units, shape.Reads), Add("units_bias", shape.Units),
        ];
        _start = Add("start", shape.States);
    }

    public StateSpaceShape Shape { get; }

    /// <summary>The values in the order of the shape. <c>[P]</c></summary>
    public double[] Values
    {
        get
        {
            var values = new double[Shape.Count];
            var place = 0;
            foreach (var part in _parts)
                foreach (var value in part.Values) values[place++] = value;
            return values;
        }
    }

    /// <summary>State at the start of a record. <c>[S]</c></summary>
    public double[] Start => [.. _start.Values.ToArray().Select(static value => (double)value)];

    /// <summary>Takes over what a fit found, rounded to single precision: what is scored is what is stored.</summary>
    public void Take(StateSpacePoint point)
    {
        var place = 0;
        foreach (var part in _parts)
        {
            var values = part.BeginUpdate();
            for (var index = 0; index < values.Length; index++) values[index] = (float)point.Values[place++];
        }
        var start = _start.BeginUpdate();
        for (var row = 0; row < start.Length; row++) start[row] = (float)point.States.Average(state => state[row]);
    }

    private Parameter Add(string name, params ReadOnlySpan<int> axes) =>
        AddParameter(name, InitializationScope.ForLoading.Create(name, new Shape(axes), Initializer.Zeros));
}
