namespace Recurrent.Tensors.Storage;

/// <summary>One tensor of a safetensors header: where its bytes are, relative to the end of the header.</summary>
internal sealed record SafeTensorsEntry(string Name, ElementFormat Format, Shape Shape, long Begin, long End);
