using Recurrent.Layers;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;

namespace Recurrent.Interop.Tasks;

/// <summary>Parts of a network by the names under which its weights are stored.</summary>
internal static class NetworkParts
{
    /// <summary>The part of that name.</summary>
    /// <exception cref="InvalidOperationException">There is none of that kind: the network and its export do not fit each other.</exception>
    public static TModule Part<TModule>(this Module network, string name)
        where TModule : Module => network.PartOrNull<TModule>(name) ?? throw Missing(network, name);

    /// <summary>The part of that name, or null where the network has none.</summary>
    public static TModule? PartOrNull<TModule>(this Module network, string name)
        where TModule : Module => network.Modules().FirstOrDefault(part => part.Name == name).Module as TModule;

    /// <summary>A layer that reads sequences.</summary>
    public static SequenceLayer Layer(this Module network, string name) => network.Part<SequenceLayer>(name);

    /// <summary>A linear map.</summary>
    public static Linear Map(this Module network, string name) => network.Part<Linear>(name);

    /// <summary>The parameter of that name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static Parameter Value(this Module network, string name) => network.ValueOrNull(name) ?? throw Missing(network, name);

    /// <summary>The parameter of that name, or null where the network has none.</summary>
    public static Parameter? ValueOrNull(this Module network, string name) => network.Parameters().FirstOrDefault(parameter => parameter.Name == name).Parameter;

    private static InvalidOperationException Missing(Module network, string name) => new($"A {network.GetType().Name} has no part '{name}' of the kind its export reads.");
}
