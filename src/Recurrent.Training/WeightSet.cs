using System.Collections.Immutable;
using Recurrent.Layers;
using Recurrent.Tensors;

namespace Recurrent.Training;

/// <summary>A second set of values for a model's parameters: the best so far, or an average.</summary>
internal sealed class WeightSet
{
    private readonly ImmutableArray<NamedParameter> _parameters;
    private readonly float[][] _values;

    /// <summary>Starts as a copy of the present weights.</summary>
    public WeightSet(Module model)
    {
        _parameters = [.. model.Parameters().DistinctBy(named => named.Parameter)];
        _values = [.. _parameters.Select(named => named.Parameter.Values.ToArray())];
    }

    /// <summary>Takes the model's weights.</summary>
    public void CopyFromModel()
    {
        for (int index = 0; index < _values.Length; index++)
        {
            _parameters[index].Parameter.Values.CopyTo(_values[index]);
        }
    }

    /// <summary>Gives the model these weights.</summary>
    public void CopyToModel()
    {
        for (int index = 0; index < _values.Length; index++)
        {
            _values[index].CopyTo(_parameters[index].Parameter.BeginUpdate());
        }
    }

    /// <summary>Swaps with the model's weights; twice changes nothing.</summary>
    public void ExchangeWithModel()
    {
        for (int index = 0; index < _values.Length; index++)
        {
            Span<float> model = _parameters[index].Parameter.BeginUpdate();
            Span<float> own = _values[index];
            for (int element = 0; element < own.Length; element++)
            {
                (own[element], model[element]) = (model[element], own[element]);
            }
        }
    }

    /// <summary>own ← decay · own + (1 − decay) · model.</summary>
    public void MoveTowardsModel(double decay)
    {
        for (int index = 0; index < _values.Length; index++)
        {
            BlendLoop.Run(_values[index], _parameters[index].Parameter.Values, (float)decay, (float)(1 - decay));
        }
    }

    public IReadOnlyDictionary<string, Tensor> Export() =>
        _parameters.Select((named, index) => (named, index)).ToDictionary(pair => pair.named.Name, pair => Tensor.FromValues(_values[pair.index], pair.named.Parameter.Shape));

    /// <summary>Takes stored values.</summary>
    /// <exception cref="ArgumentException">A parameter is missing or of another shape; nothing is changed then.</exception>
    public void Import(IReadOnlyDictionary<string, Tensor> stored)
    {
        foreach ((string name, Parameter parameter) in _parameters)
        {
            if (!stored.TryGetValue(name, out Tensor? tensor) || tensor.Shape != parameter.Shape)
                throw new ArgumentException($"Parameter {name} is {tensor?.Shape.ToString() ?? "missing"}, the model expects {parameter.Shape}.", nameof(stored));
        }

        for (int index = 0; index < _values.Length; index++)
        {
            stored[_parameters[index].Name].Values.CopyTo(_values[index]);
        }
    }
}
