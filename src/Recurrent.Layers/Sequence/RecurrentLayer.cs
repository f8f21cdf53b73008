using Recurrent.Layers.Cells;
using Recurrent.Layers.Initialization;

namespace Recurrent.Layers.Sequence;

/// <summary>Any cell run over sequences: layers, directions, lengths, states and streams come with it.</summary>
/// <typeparam name="TCell">The cell, a module.</typeparam>
/// <typeparam name="TState">What the cell remembers.</typeparam>
/// <remarks>
/// The cell's <see cref="IRecurrentCell{TState}.Step"/> is called once a time step, which suits new cells and small models;
/// <see cref="Rnn"/>, <see cref="Lstm"/> and <see cref="Gru"/> give the same numbers several times faster. A warm step of a
/// stream allocates nothing but what the cell itself does; it reads the layer's weights as they are at each step, where streams of the library's own layers keep a copy from when they
/// were opened. Parameters get the cell's names with the layer's ending, dots turned into underscores: <c>weight_ih_l0</c>.
/// </remarks>
public sealed class RecurrentLayer<TCell, TState> : RecurrentStack
    where TCell : Module, IRecurrentCell<TState>
    where TState : struct, IRecurrentState<TState>
{
    /// <summary>Makes a layer, or several on each other.</summary>
    /// <param name="options">Sizes, layers and directions; the cell's own kind of options where it has one.</param>
    /// <param name="initialization">Seed and path of the first values.</param>
    /// <param name="createCell">
    /// Makes the cell of one layer and direction; called with options of that layer's input size and the scope of its parameters.
    /// </param>
    /// <exception cref="NotSupportedException"><see cref="RecurrentOptions.Recomputation"/>, <see cref="RecurrentOptions.WeightDropout"/> or <see cref="RecurrentOptions.Zoneout"/> is set.</exception>
    /// <example><code>
    /// var layer = new RecurrentLayer&lt;GruCell, HiddenState&gt;(options, random, (own, scope) =&gt; new GruCell((GruOptions)own, scope));
    /// </code></example>
    public RecurrentLayer(RecurrentOptions options, InitializationScope initialization, Func<RecurrentOptions, InitializationScope, TCell> createCell)
        : base(Checked(options), initialization, (own, scope) => new CellUnit<TCell, TState>(createCell(own, scope)))
    {
    }

    private protected override bool CopiesUnits => false;

    private static RecurrentOptions Checked(RecurrentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Recomputation.IsNone)
        {
            throw new NotSupportedException(
                $"Options.Recomputation asks for {options.Recomputation}, but a RecurrentLayer runs its cell op by op and the tape keeps every op; use Rnn, Lstm or Gru, or truncated back-propagation.");
        }

        return options is { WeightDropout: 0, Zoneout: 0 }
            ? options
            : throw new NotSupportedException(
                $"Options ask for WeightDropout {options.WeightDropout} and Zoneout {options.Zoneout}, which a RecurrentLayer cannot give to a cell it does not know; use Rnn, Lstm or Gru, or make the cell a ZoneoutCell.");
    }
}
