using Microsoft.ML;

namespace Recurrent.MLNet.Interior;

/// <summary>Shapes of schemas.</summary>
internal static class Shapes
{
    /// <summary>What an estimator may know of a schema.</summary>
    public static SchemaShape Of(DataViewSchema schema) => SchemaShape.Create(schema);
}
