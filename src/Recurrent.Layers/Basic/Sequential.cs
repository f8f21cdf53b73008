using System.Globalization;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;

namespace Recurrent.Layers.Basic;

/// <summary>Modules one after the other, named <c>0</c>, <c>1</c>, … as in <c>torch.nn.Sequential</c>.</summary>
public sealed class Sequential : FeedForwardModule
{
    private readonly FeedForwardModule[] _modules;

    /// <summary>Makes a chain.</summary>
    /// <param name="modules">At least one; every one reads what the one before it writes.</param>
    /// <exception cref="ArgumentException">There is no module, or two neighbours do not fit.</exception>
    public Sequential(params ReadOnlySpan<FeedForwardModule> modules)
    {
        if (modules.IsEmpty)
        {
            throw new ArgumentException("Got no module; give at least one.", nameof(modules));
        }

        _modules = modules.ToArray();
        int? size = null;
        for (int index = 0; index < _modules.Length; index++)
        {
            FeedForwardModule module = AddModule(index.ToString(CultureInfo.InvariantCulture), _modules[index]);
            if (size is not null && module.InputSize is not null && size != module.InputSize)
            {
                throw new ArgumentException($"Module {index} reads {module.InputSize} features, the ones before it give {size}; make the sizes equal.", nameof(modules));
            }

            InputSize ??= module.InputSize;
            size = module.OutputSize ?? size;
        }

        OutputSize = size;
    }

    /// <summary>What it runs, in this order.</summary>
    internal IReadOnlyList<FeedForwardModule> Parts => _modules;

    /// <inheritdoc/>
    public override int? InputSize { get; }

    /// <inheritdoc/>
    public override int? OutputSize { get; }

    /// <inheritdoc/>
    public override Tensor Run(Tape tape, Tensor input)
    {
        Tensor current = input;
        foreach (FeedForwardModule module in _modules)
        {
            current = module.Run(tape, current);
        }

        return current;
    }
}
