using Recurrent.Tensors.Random;

namespace LongMemory.Tasks;

/// <summary>Writes one sequence and its answers.</summary>
internal delegate void FillRow(LongRow row, RandomStream random);
