using System.Collections.Immutable;

namespace Recurrent.MLNet.TextClassification;

/// <summary>The columns of a classifier and the order of its classes.</summary>
/// <param name="Names">Names of the columns.</param>
/// <param name="Keys">Names of the classes in the order of the label's keys; among them all that the model knows. [C]</param>
internal sealed record TextBinding(TextColumnNames Names, ImmutableArray<string> Keys);
