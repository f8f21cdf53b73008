using System.Collections.Immutable;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Memory;
using Recurrent.Layers.Transformers;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>Sequence layers by name, as a command line or a model's description gives it; immutable, extended by <see cref="With"/>.</summary>
public sealed class SequenceLayers
{
    private readonly ImmutableSortedDictionary<string, SequenceLayerFactory> _factories;

    private SequenceLayers(ImmutableSortedDictionary<string, SequenceLayerFactory> factories) => _factories = factories;

    /// <summary>
    /// The layers of this library: <c>rnn</c>, <c>rnn-relu</c>, <c>lstm</c>, <c>lstm-peephole</c>, <c>lstm-coupled</c>, <c>lstm-layernorm</c>,
    /// <c>gru</c>, <c>gru-reset-before</c>, <c>gru-layernorm</c>, <c>indrnn</c>, <c>lru</c>, <c>mingru</c>, <c>minlstm</c>,
    /// <c>mlstm</c>, <c>ntm</c>, <c>rhn</c>, <c>slstm</c>, <c>sru</c>, <c>transformer</c>.
    /// </summary>
    public static SequenceLayers BuiltIn { get; } = new SequenceLayers(ImmutableSortedDictionary.Create<string, SequenceLayerFactory>(StringComparer.OrdinalIgnoreCase))
        .With("rnn", (options, initialization) => new Rnn(RnnOptions.From(options), initialization))
        .With("indrnn", (options, initialization) => new IndRnn(RnnOptions.From(options) with { Activation = RnnActivation.Relu }, initialization))
        .With("lru", (options, initialization) => new Lru(LruOptions.From(options), initialization))
        .With("mingru", (options, initialization) => new MinGru(options, initialization))
        .With("minlstm", (options, initialization) => new MinLstm(options, initialization))
        .With("rhn", (options, initialization) => new Rhn(RhnOptions.From(options), initialization))
        .With("slstm", (options, initialization) => new Slstm(XlstmOptions.From(options), initialization))
        .With("mlstm", (options, initialization) => new Mlstm(XlstmOptions.From(options), initialization))
        .With("ntm", (options, initialization) => new Ntm(NtmOptions.From(options), initialization))
        .With("sru", (options, initialization) => new Sru(options, initialization))
        .With("transformer", (options, initialization) => new Transformer(TransformerOptions.From(options), initialization))
        .With("rnn-relu", (options, initialization) => new Rnn(RnnOptions.From(options) with { Activation = RnnActivation.Relu }, initialization))
        .With("lstm", (options, initialization) => new Lstm(LstmOptions.From(options), initialization))
        .With("lstm-peephole", (options, initialization) => new Lstm(LstmOptions.From(options) with { Peephole = true }, initialization))
        .With("lstm-coupled", (options, initialization) => new Lstm(LstmOptions.From(options) with { CoupledGates = true }, initialization))
        .With("lstm-layernorm", (options, initialization) => new Lstm(LstmOptions.From(options) with { LayerNorm = true }, initialization))
        .With("gru-layernorm", (options, initialization) => new Gru(GruOptions.From(options) with { LayerNorm = true }, initialization))
        .With("gru", (options, initialization) => new Gru(GruOptions.From(options), initialization))
        .With("gru-reset-before", (options, initialization) => new Gru(GruOptions.From(options) with { ResetAfter = false }, initialization));

    /// <summary>All names in alphabetical order.</summary>
    public IEnumerable<string> Names => _factories.Keys;

    /// <summary>A catalogue with one more kind of layer; this one stays as it is.</summary>
    /// <param name="name">Its name, upper and lower case alike; a name that is taken is replaced.</param>
    /// <param name="create">Makes the layer.</param>
    /// <returns>The larger catalogue.</returns>
    public SequenceLayers With(string name, SequenceLayerFactory create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        return new SequenceLayers(_factories.SetItem(name, create));
    }

    /// <summary>Makes a layer by name.</summary>
    /// <param name="name">One of <see cref="Names"/>, upper and lower case alike.</param>
    /// <param name="options">Common options, or the kind's own.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public SequenceLayer Create(string name, RecurrentOptions options, InitializationScope initialization)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        return _factories.TryGetValue(name, out SequenceLayerFactory? create)
            ? create(options, initialization)
            : throw new ArgumentException($"There is no sequence layer '{name}'; choose one of {string.Join(", ", Names)}.", nameof(name));
    }
}
