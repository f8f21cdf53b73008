namespace Recurrent.Tensors.Ops;

/// <summary>A query and a key of the same row.</summary>
/// <param name="Query">Number among all queries, b M + m.</param>
/// <param name="Key">Number among all keys, b S + s.</param>
/// <param name="Number">Number among all pairs, (b M + m) S + s.</param>
internal readonly record struct AdditivePair(int Query, int Key, int Number);
