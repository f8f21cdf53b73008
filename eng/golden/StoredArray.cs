namespace Recurrent.Golden;

/// <summary>Little-endian, row-major bytes with the safetensors name of their element type.</summary>
internal sealed record StoredArray(string ElementType, long[] Shape, byte[] Bytes);
