using System.Collections.Immutable;
using Recurrent.Comparison.Cases;
using Recurrent.Layers;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Comparison.Contenders;

/// <summary>Our layers for a case, and their numbers.</summary>
internal static class Recurrence
{
    /// <summary>A layer without values: <see cref="Load"/> follows.</summary>
    public static SequenceLayer Create(SequenceCase sizes)
    {
        var options = new RecurrentOptions { InputSize = sizes.Input, HiddenSize = sizes.Hidden, Layers = sizes.Layers };
        return SequenceLayers.BuiltIn.Create(sizes.Cell.ToString(), options, InitializationScope.ForLoading);
    }

    /// <summary>Copies the common weights into a module.</summary>
    public static TModule Load<TModule>(TModule module, IReadOnlyList<NamedValues> weights)
        where TModule : Module
    {
        module.LoadParameters(weights.ToDictionary(weight => weight.Name, weight => Tensor.FromValues(weight.Values, new Shape(weight.Axes))));
        return module;
    }

    /// <summary>Adds copies of all gradients.</summary>
    public static void AddGradients(Module module, Dictionary<string, float[]> results)
    {
        foreach ((string name, Parameter parameter) in module.Parameters())
        {
            results.Add("gradient of " + name, parameter.Gradient.ToArray());
        }
    }

    /// <summary>The parameters of a module in their order.</summary>
    public static ImmutableArray<Parameter> ParametersOf(Module module) => [.. module.Parameters().Select(named => named.Parameter)];
}
