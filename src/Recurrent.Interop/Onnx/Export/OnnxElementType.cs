namespace Recurrent.Interop.Onnx.Export;

/// <summary>The types of values that exported models use; the numbers are those of the ONNX specification.</summary>
public enum OnnxElementType
{
    /// <summary>float32: features, weights, states.</summary>
    Number = 1,

    /// <summary>int32: lengths of sequences.</summary>
    Integer32 = 6,

    /// <summary>int64: indices and shapes.</summary>
    Integer64 = 7,

    /// <summary>Text.</summary>
    Text = 8,

    /// <summary>Masks.</summary>
    Boolean = 9,

    /// <summary>float64: values in their own units, before they are scaled and after.</summary>
    PreciseNumber = 11,
}
