using Recurrent.Tensors;
using Recurrent.Tensors.Random;

namespace Recurrent.Layers.Initialization;

/// <summary>Where the parameters of a module take their first values from: a seed and the module's path in the model.</summary>
/// <remarks>
/// Every parameter draws from a stream of its own, named after its path, so adding a layer does not change another layer's values. A module
/// that stands alone takes a <see cref="RandomSource"/> as it is; one that is a part gets <see cref="Part"/> of its owner's scope.
/// </remarks>
public readonly record struct InitializationScope
{
    private readonly RandomSource? _random;
    private readonly string? _path;
    private readonly string? _suffix;

    /// <summary>The scope of a whole model.</summary>
    /// <param name="random">The seed of the run.</param>
    public InitializationScope(RandomSource random)
        : this(random, null, null) => ArgumentNullException.ThrowIfNull(random);

    private InitializationScope(RandomSource? random, string? path, string? suffix)
    {
        _random = random;
        _path = path;
        _suffix = suffix;
    }

    /// <summary>Leaves every parameter at zero: for a module whose weights are loaded next.</summary>
    public static InitializationScope ForLoading => default;

    /// <summary>The scope of a whole model.</summary>
    /// <param name="random">The seed of the run.</param>
    public static implicit operator InitializationScope(RandomSource random) => new(random);

    /// <summary>The scope of a whole model.</summary>
    /// <param name="random">The seed of the run.</param>
    /// <returns>The scope with an empty path.</returns>
    public static InitializationScope FromRandomSource(RandomSource random) => new(random);

    /// <summary>The scope of a part of the module.</summary>
    /// <param name="name">The part's name, as it is given to the owner's <c>AddModule</c>.</param>
    /// <returns>A scope whose path ends in the name.</returns>
    public InitializationScope Part(string name) => new(_random, $"{_path}{name}.", _suffix);

    /// <summary>A parameter with its first values.</summary>
    /// <param name="name">Its name within the module.</param>
    /// <param name="shape">Its axes.</param>
    /// <param name="initializer">How to fill it.</param>
    /// <returns>The parameter, filled from the stream of its path.</returns>
    public Parameter Create(string name, Shape shape, Initializer initializer)
    {
        ArgumentNullException.ThrowIfNull(initializer);
        var values = new float[shape.Length];
        if (_random is not null)
        {
            initializer.Fill(values, shape, _random.Stream($"initialization/{_path}{name}{_suffix}"));
        }

        return new Parameter(values, shape);
    }

    /// <summary>The scope of one layer and direction of a stack, whose parameter names end in <c>_l0</c> or <c>_l0_reverse</c>.</summary>
    internal InitializationScope WithSuffix(string suffix) => new(_random, _path, suffix);
}
