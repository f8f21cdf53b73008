using Recurrent.Tensors;

namespace Recurrent.Layers;

/// <summary>A part of a model: parameters and smaller parts, each under a name.</summary>
/// <remarks>
/// A module holds weights and options only. State, mode and randomness come in as arguments, so one module may run on many threads at once
/// as long as nobody trains it.
/// </remarks>
public abstract class Module
{
    private readonly List<NamedParameter> _parameters = [];
    private readonly List<(string Name, Module Module)> _children = [];

    /// <summary>The number of trainable values, shared parameters counted once.</summary>
    public long ParameterCount => Parameters().Select(named => named.Parameter).Distinct().Sum(parameter => (long)parameter.Shape.Length);

    /// <summary>Every parameter of this module and its parts, in the order they were added: own first, then part by part.</summary>
    /// <returns>Paths and parameters; a shared parameter comes once per place that uses it.</returns>
    public IEnumerable<NamedParameter> Parameters()
    {
        foreach (NamedParameter parameter in _parameters)
        {
            yield return parameter;
        }

        foreach ((string name, Module child) in _children)
        {
            foreach (NamedParameter parameter in child.Parameters())
            {
                yield return parameter with { Name = $"{name}.{parameter.Name}" };
            }
        }
    }

    /// <summary>This module and its parts at every depth, each part behind the one that holds it.</summary>
    /// <returns>Paths and modules; this one has the empty path.</returns>
    public IEnumerable<NamedModule> Modules()
    {
        yield return new NamedModule(string.Empty, this);
        foreach ((string name, Module child) in _children)
        {
            foreach (NamedModule part in child.Modules())
            {
                yield return part with { Name = part.Name.Length == 0 ? name : $"{name}.{part.Name}" };
            }
        }
    }

    /// <summary>Copies values by name into this module's parameters.</summary>
    /// <param name="values">One tensor for every parameter path, of that parameter's shape.</param>
    /// <exception cref="ArgumentException">A parameter is missing, one is left over, or a shape differs; nothing is changed then.</exception>
    public void LoadParameters(IReadOnlyDictionary<string, Tensor> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        NamedParameter[] parameters = [.. Parameters()];
        var known = parameters.Select(parameter => parameter.Name).ToHashSet();
        string[] missing = [.. known.Where(name => !values.ContainsKey(name))];
        string[] unknown = [.. values.Keys.Where(name => !known.Contains(name))];
        if (missing.Length + unknown.Length > 0)
        {
            throw new ArgumentException(
                $"The weights do not fit the model: missing {List(missing)}; not part of the model {List(unknown)}. Load weights saved from the same architecture.", nameof(values));
        }

        foreach ((string name, Parameter parameter) in parameters)
        {
            if (values[name].Shape != parameter.Shape)
            {
                throw new ArgumentException($"Parameter {name} is {values[name].Shape} in the weights, the model expects {parameter.Shape}.", nameof(values));
            }
        }

        foreach ((string name, Parameter parameter) in parameters)
        {
            values[name].Values.CopyTo(parameter.BeginUpdate());
        }
    }

    /// <summary>Sets the gradient of every parameter to zero.</summary>
    public void ZeroGradients()
    {
        foreach ((_, Parameter parameter) in Parameters())
        {
            parameter.ZeroGradient();
        }
    }

    /// <summary>Adds a parameter of this module.</summary>
    /// <param name="name">Its name within the module, without dots.</param>
    /// <param name="parameter">The parameter; the same object may stand in two modules (tied weights).</param>
    /// <returns>The parameter.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken.</exception>
    protected Parameter AddParameter(string name, Parameter parameter)
    {
        CheckName(name);
        _parameters.Add(new NamedParameter(name, parameter));
        return parameter;
    }

    /// <summary>Adds a part of this module.</summary>
    /// <typeparam name="TModule">The part's type.</typeparam>
    /// <param name="name">Its name within the module, without dots.</param>
    /// <param name="module">The part.</param>
    /// <returns>The part.</returns>
    /// <exception cref="ArgumentException">The name is empty, has a dot or is taken.</exception>
    protected TModule AddModule<TModule>(string name, TModule module)
        where TModule : Module
    {
        CheckName(name);
        _children.Add((name, module));
        return module;
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names.Take(5)) + (names.Length > 5 ? $" and {names.Length - 5} more" : string.Empty);

    private void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('.', StringComparison.Ordinal) || _parameters.Any(parameter => parameter.Name == name) || _children.Any(child => child.Name == name))
        {
            throw new ArgumentException($"'{name}' is taken or has a dot; every parameter and part of a module needs its own plain name.", nameof(name));
        }
    }
}
