using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Recurrent.MLNet.Columns;
using Recurrent.MLNet.Interior;

namespace Recurrent.MLNet;

/// <summary>Trains a model of a task on the rows of a data view. What happens is told to the log of the context.</summary>
/// <typeparam name="TTransformer">What comes out.</typeparam>
/// <remarks>The seed is that of the task's options, not that of the context: the same options and rows give the same bits.</remarks>
public abstract class RecurrentEstimator<TTransformer> : IEstimator<TTransformer>
    where TTransformer : class, ITransformer
{
    private readonly IHostEnvironment _environment;

    private protected RecurrentEstimator(IHostEnvironment environment) => _environment = environment;

    /// <summary>Columns that training reads.</summary>
    private protected abstract IEnumerable<InputColumn> Inputs { get; }

    /// <summary>Columns that the transformer adds, of any size.</summary>
    private protected abstract IEnumerable<OutputColumn> Outputs { get; }

    /// <summary>Trains.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The trained model as a transformer.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names it.</exception>
    /// <exception cref="Training.Data.DataFormatException">A row cannot be used; the message says which, why and what to do.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        InputColumn.Check(Inputs, Shapes.Of(input.Schema));
        using var channel = _environment.Start(GetType().Name);
        return Train(input, new ChannelObserver(channel));
    }

    /// <summary>The columns of the input and those the transformer adds.</summary>
    /// <param name="inputSchema">Shape of the input.</param>
    /// <returns>Shape of the output.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names it.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        InputColumn.Check(Inputs, inputSchema);
        var added = OutputColumn.Shape(Outputs).ToImmutableArray();
        var names = added.Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        return new SchemaShape(inputSchema.Where(column => !names.Contains(column.Name)).Concat(added));
    }

    private protected abstract TTransformer Train(IDataView input, ChannelObserver observer);
}
