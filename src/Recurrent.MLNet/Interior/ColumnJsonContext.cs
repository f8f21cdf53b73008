using System.Text.Json.Serialization;
using Recurrent.MLNet.TextClassification;

namespace Recurrent.MLNet.Interior;

/// <summary>Column names as they stand in the zip.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ForecastColumnNames))]
[JsonSerializable(typeof(DetectionColumnNames))]
[JsonSerializable(typeof(TextBinding))]
[JsonSerializable(typeof(TaggingColumnNames))]
internal sealed partial class ColumnJsonContext : JsonSerializerContext;
