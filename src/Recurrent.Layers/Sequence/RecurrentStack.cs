using System.Collections.Immutable;
using Recurrent.Layers.Initialization;
using Recurrent.Layers.Inspection;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Ops;
using Recurrent.Tensors.Sequences;

namespace Recurrent.Layers.Sequence;

/// <summary>
/// Layers of one kind of cell on each other, each in one direction or two: what <see cref="Rnn"/>, <see cref="Lstm"/>, <see cref="Gru"/>
/// and <see cref="RecurrentLayer{TCell, TState}"/> share.
/// </summary>
/// <remarks>
/// Parameters carry the cell's names with PyTorch's endings: <c>weight_ih_l0</c>, <c>weight_ih_l0_reverse</c>, <c>weight_ih_l1</c>, ….
/// Between two layers stand dropout and, when asked for, a residual or highway connection (<see cref="RecurrentOptions"/>).
/// </remarks>
public abstract class RecurrentStack : SequenceLayer
{
    // Each is a state of its own.
    private const int MostSlots = 1 << 20;

    private readonly RecurrentOptions _options;
    private readonly Func<RecurrentOptions, InitializationScope, RecurrentUnit> _createUnit;
    private readonly RecurrentUnit[] _units;
    private readonly PackedWeights<RecurrentUnit>[] _copies;
    private readonly HighwayPath?[] _highways;
    private readonly Recurrence[] _recurrences;
    private readonly int _componentCount;

    private protected RecurrentStack(
        RecurrentOptions options, InitializationScope initialization, Func<RecurrentOptions, InitializationScope, RecurrentUnit> createUnit)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is { Highway: true, Residual: true })
            throw new ArgumentException("Highway and Residual are both paths around a layer; set one of them.", nameof(options));
        _options = options;
        _createUnit = createUnit;
        _units = [.. Enumerable.Range(0, options.Layers * options.Directions).Select(unit => AddUnit(unit, initialization))];
        _copies = [.. _units.Select((unit, index) => new PackedWeights<RecurrentUnit>(() => Copy(index), [.. unit.Cell.Parameters().Select(named => named.Parameter)]))];
        _highways = [.. Enumerable.Range(0, options.Layers).Select(layer => AddHighway(layer, initialization))];
        _recurrences = [.. _units.Select((unit, index) => new Recurrence(unit, NameOf(index), InputSizeOf(index), isReverse: index % Directions == 1))];
        _componentCount = _units[0].ZeroState(batch: 0).Length;
    }

    /// <summary>How the layers were made.</summary>
    internal RecurrentOptions Options => _options;

    /// <inheritdoc/>
    public sealed override int InputSize => _options.InputSize;

    /// <summary>H, the width of one layer and direction; its output is narrower only where an LSTM projects it.</summary>
    public int HiddenSize => _options.HiddenSize;

    /// <summary>L, the number of layers.</summary>
    public int Layers => _options.Layers;

    /// <summary>1, or 2 when every layer also reads backwards.</summary>
    public int Directions => _options.Directions;

    /// <inheritdoc/>
    public sealed override int OutputSize => _options.OutputWidth * Directions;

    /// <summary>How the layers go through time, all in the same way.</summary>
    public LayerExecution Execution => _units[0].Execution;

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Recurrence> Recurrences => _recurrences;

    /// <summary>Layer by layer, in each the forward direction first.</summary>
    internal IReadOnlyList<RecurrentUnit> Units => _units;

    /// <summary>Whether a unit can be made a second time: a cell that this library does not know may hold more than parameters.</summary>
    private protected virtual bool CopiesUnits => true;

    /// <summary>The gated paths around layers, null where a layer has none.</summary>
    internal IReadOnlyList<HighwayPath?> Highways => _highways;

    /// <inheritdoc/>
    public sealed override SequenceOutput Run(Tape tape, SequenceBatch input, SequenceState? state = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(input);
        Check(input, state);
        var final = new Tensor[_units.Length][];
        SequenceBatch current = input;
        for (int layer = 0; layer < Layers; layer++)
        {
            bool isFirst = layer == 0;
            SequenceBatch layerInput = isFirst ? current : current.With(Dropped(tape, current.Values));
            Tensor outputs = RunLayer(tape, layer, layerInput, state, final);
            current = current.With(Around(tape, layer, outputs, current.Values));
        }

        return new SequenceOutput(current, Join(final, tape));
    }

    /// <inheritdoc/>
    public sealed override SequenceState ZeroState(int batch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(batch);
        return Join([.. _units.Select(unit => unit.ZeroState(batch))], Tape.ForInference(threads: 1)).Detach();
    }

    /// <inheritdoc/>
    public sealed override SequenceStream OpenStream() => OpenStream(threads: 0);

    /// <inheritdoc/>
    public sealed override SequenceStream OpenStream(int threads) => OpenStream(new StreamOptions { Threads = threads });

    /// <inheritdoc/>
    public sealed override SequenceStream OpenStream(StreamOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        RequireOneDirection();
        var stream = new StackStream(_options, [.. StreamedUnits().Select(unit => unit.OpenStream(options))], Paths(), _componentCount);
        return _recurrences[0].Recording is { } recording ? recording.Follow(stream, this) : stream;
    }

    /// <inheritdoc/>
    public sealed override SequenceStreamBatch OpenStreams(StreamOptions? options = null)
    {
        RequireOneDirection();
        StreamOptions own = options ?? new StreamOptions();
        return new StackStreamBatch(_options, [.. StreamedUnits().Select(unit => unit.OpenStreams(own))], Paths(), _componentCount);
    }

    private Tensor Around(Tape tape, int layer, Tensor outputs, Tensor input) => _highways[layer] is { } highway
        ? highway.Mix(tape, outputs, input)
        : _options.Residual && layer > 0 ? tape.Add(outputs, input) : outputs;

    private StreamPath[] Paths() => [.. _highways.Select((highway, layer) => new StreamPath(_options.Residual && layer > 0, highway?.Copied))];

    private HighwayPath? AddHighway(int layer, InitializationScope initialization)
    {
        if (!_options.Highway || layer == 0)
        {
            return null;
        }

        string suffix = $"_l{layer}";
        var highway = new HighwayPath(OutputSize, initialization.WithSuffix(suffix));
        foreach ((string name, Parameter parameter) in highway.Parameters())
        {
            AddParameter(name + suffix, parameter);
        }

        return highway;
    }

    private void RequireOneDirection()
    {
        if (Directions != 1)
        {
            throw new NotSupportedException(
                "A bidirectional layer needs the end of the sequence before its first output, so it cannot follow a live stream; train a layer with Bidirectional = false, or call Run on windows of the stream.");
        }
    }

    private RecurrentUnit AddUnit(int unit, InitializationScope initialization)
    {
        string suffix = $"_{NameOf(unit)}";
        RecurrentUnit created = CreateUnit(unit, initialization.WithSuffix(suffix));
        foreach ((string name, Parameter parameter) in created.Cell.Parameters())
        {
            AddParameter(name.Replace('.', '_') + suffix, parameter);
        }

        return created;
    }

    private RecurrentUnit CreateUnit(int unit, InitializationScope scope)
    {
        RecurrentUnit created = _createUnit(_options with { InputSize = InputSizeOf(unit), Layers = 1, Bidirectional = false }, scope);
        return _options.Dilation == 1 ? created : new DilatedUnit(created, DilationOf(unit / Directions), DilationOf(Layers - 1));
    }

    /// <summary>The units that streams step through: with the weights that they have now, whatever happens to the layer's later.</summary>
    private IEnumerable<RecurrentUnit> StreamedUnits() =>
        _units.Select((unit, index) => unit.StreamsReadParameters && CopiesUnits ? _copies[index].Current() : unit);

    private RecurrentUnit Copy(int unit)
    {
        RecurrentUnit copy = CreateUnit(unit, InitializationScope.ForLoading);
        copy.Cell.LoadParameters(_units[unit].Cell.Parameters().ToDictionary(named => named.Name, named => Tensor.FromValues(named.Parameter.Values, named.Parameter.Shape)));
        return copy;
    }

    /// <summary>M^l.</summary>
    private int DilationOf(int layer)
    {
        double dilation = Math.Pow(_options.Dilation, layer);
        return dilation <= MostSlots
            ? (int)dilation
            : throw new ArgumentException($"Dilation {_options.Dilation} makes layer {layer} read the state of {dilation:0} steps before; {MostSlots} is the most. Give a smaller Dilation or fewer layers.");
    }

    private string NameOf(int unit)
    {
        (int layer, int direction) = Math.DivRem(unit, Directions);
        return $"l{layer}{(direction == 0 ? string.Empty : "_reverse")}";
    }

    private int InputSizeOf(int unit) => unit < Directions ? InputSize : OutputSize;

    private Tensor RunLayer(Tape tape, int layer, SequenceBatch input, SequenceState? state, Tensor[][] final)
    {
        int unit = layer * Directions;
        for (int index = unit; index < unit + Directions; index++)
        {
            _recurrences[index].Recording?.Add(_recurrences[index], input, InitialOf(index, state));
        }

        if (Directions == 1)
        {
            (Tensor outputs, final[unit]) = _units[unit].Run(tape, input, InitialOf(unit, state), SequenceDirection.Forward);
            return outputs;
        }

        (UnitOutput forward, UnitOutput reverse) = _units[unit].RunBoth(tape, input, _units[unit + 1], InitialOf(unit, state), InitialOf(unit + 1, state));
        final[unit] = forward.Final;
        final[unit + 1] = reverse.Final;
        return tape.Concat(-1, forward.Outputs, reverse.Outputs);
    }

    private Tensor Dropped(Tape tape, Tensor values) => _options.VariationalDropout
        ? tape.VariationalDropout(values, (float)_options.Dropout)
        : tape.Dropout(values, (float)_options.Dropout);

    private static Tensor[] InitialOf(int unit, SequenceState? state) => state is null ? [] : [.. state.Components.Select(component => component.At(unit))];

    // Units' components [B, H] become the state's components [L·directions, B, H].
    private SequenceState Join(Tensor[][] units, Tape tape)
    {
        var components = ImmutableArray.CreateBuilder<Tensor>(_componentCount);
        for (int component = 0; component < _componentCount; component++)
        {
            Tensor[] parts = [.. units.Select(unit => unit[component])];
            components.Add(tape.Stack(0, parts));
        }

        return new SequenceState(components.MoveToImmutable());
    }

    private void Check(SequenceBatch input, SequenceState? state)
    {
        if (input.Features != InputSize)
        {
            throw new ArgumentException($"Got a batch {input.Values.Shape} of {input.Features} features, the layer reads {InputSize}; the layout is [T, B, features].", nameof(input));
        }

        if (state is null)
        {
            return;
        }

        bool fits = state.Components.Length == _componentCount
            && state.Components.All(component => component.Shape.Rank >= 2 && component.Shape[0] == _units.Length && component.Shape[1] == input.Batch)
            && state.Hidden.Shape[-1] == _options.OutputWidth;
        if (!fits)
        {
            throw new ArgumentException(
                $"Got a state of {string.Join(" and ", state.Components.Select(component => component.Shape))}; this layer and a batch of {input.Batch} rows need " +
                $"{_componentCount} of {new Shape(_units.Length, input.Batch, _options.OutputWidth)}, layers outermost. Use ZeroState or SelectRows.", nameof(state));
        }
    }
}
