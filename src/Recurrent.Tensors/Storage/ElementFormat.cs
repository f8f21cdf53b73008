namespace Recurrent.Tensors.Storage;

/// <summary>The number formats a safetensors file may hold that float32 can take over.</summary>
internal enum ElementFormat
{
    F32,
    F64,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U16,
    U8,
    BOOL,
}
