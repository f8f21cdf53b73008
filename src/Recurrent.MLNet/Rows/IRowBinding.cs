using System.Collections.Immutable;
using Microsoft.ML;
using Recurrent.MLNet.Columns;

namespace Recurrent.MLNet.Rows;

/// <summary>What a model adds to rows of one schema. Thread-safe.</summary>
internal interface IRowBinding
{
    /// <summary>Columns it reads.</summary>
    ImmutableArray<DataViewSchema.Column> Inputs { get; }

    /// <summary>Columns it adds.</summary>
    ImmutableArray<OutputColumn> Outputs { get; }

    /// <summary>Whether a row is judged by those before it, so that all rows have to pass, in their order.</summary>
    bool IsSequential { get; }

    /// <summary>Begins a pass over rows, for one thread.</summary>
    /// <param name="input">Stands on the row to predict whenever something is asked.</param>
    IRowPredictor Open(DataViewRow input);
}
