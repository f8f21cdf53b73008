namespace Recurrent.Testing;

/// <summary>One array of a golden file: safetensors element type, shape and little-endian bytes.</summary>
public sealed record GoldenArray(string ElementType, int[] Shape, ReadOnlyMemory<byte> Bytes);
