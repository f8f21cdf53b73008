namespace Recurrent.Tensors.Sequences;

/// <summary>What both directions of a layer give back.</summary>
/// <typeparam name="TResult">The result of one direction.</typeparam>
/// <param name="Forward">From the first step to the last.</param>
/// <param name="Reverse">From each row's last valid step to its first.</param>
internal readonly record struct BothDirections<TResult>(TResult Forward, TResult Reverse)
    where TResult : struct;
