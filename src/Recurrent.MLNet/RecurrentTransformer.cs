using Microsoft.ML;
using Microsoft.ML.Data;
using Recurrent.MLNet.Rows;

namespace Recurrent.MLNet;

/// <summary>A trained model as a transformer of ML.NET. Immutable; any number of threads may use it, also through a pool of prediction engines.</summary>
/// <typeparam name="TModel">The model.</typeparam>
/// <remarks>
/// <c>mlContext.Model.Save</c> puts the model's folder into the zip, file by file with its check sums, and <c>mlContext.Model.Load</c> reads it
/// again in any process whose program references this package; nothing has to be registered. Every pass over a view computes only what is
/// read, starts afresh, and leaves nothing behind: the same rows give the same bits.
/// </remarks>
public abstract class RecurrentTransformer<TModel> : ITransformer
    where TModel : class
{
    private protected RecurrentTransformer(TModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
    }

    /// <summary>The model, for all that ML.NET has no form for: live streams, scores, settings, explanations.</summary>
    public TModel Model { get; }

    /// <summary>Whether there is a schema whose rows can be predicted one by one, as a prediction engine does.</summary>
    bool ITransformer.IsRowToRowMapper => MapsSingleRows;

    /// <summary>Whether some schema lets single rows be predicted.</summary>
    private protected virtual bool MapsSingleRows => true;

    /// <summary>The columns of the input and those the model adds.</summary>
    /// <param name="inputSchema">Columns of the input.</param>
    /// <returns>The schema of <see cref="Transform"/>.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names it.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new OutputLayout(inputSchema, Bind(inputSchema)).Schema;
    }

    /// <summary>Adds the model's columns. Nothing is computed before it is read.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>The rows with more columns.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names it.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Bind(input.Schema));
    }

    /// <summary>What predicts single rows.</summary>
    /// <param name="inputSchema">Their columns.</param>
    /// <returns>A mapper for any number of threads.</returns>
    /// <exception cref="ArgumentException">A column is missing or of the wrong type; the message names it.</exception>
    /// <exception cref="InvalidOperationException">By this schema a row says nothing without the rows before it.</exception>
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var binding = Bind(inputSchema);
        return binding.IsSequential ? throw new InvalidOperationException(NoSingleRows) : new RowMapper(inputSchema, binding);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        Save(ctx);
    }

    /// <summary>Why single rows cannot be predicted, and what to do instead.</summary>
    private protected abstract string NoSingleRows { get; }

    /// <summary>Checks the columns and fits the model to them.</summary>
    private protected abstract IRowBinding Bind(DataViewSchema schema);

    private protected abstract void Save(ModelSaveContext context);
}
