namespace Recurrent.Interop.Onnx.Export;

/// <summary>The versions of exported models.</summary>
public static class OnnxVersions
{
    /// <summary>
    /// The operator set, 17 of the year 2022: the first with LayerNormalization, and read by ONNX Runtime from 1.12 on and by every runtime that is
    /// still maintained. RNN, LSTM and GRU are those of set 14.
    /// </summary>
    public const int OperatorSet = 17;

    /// <summary>The version of the file format, 8, which came with operator set 17.</summary>
    public const int FileFormat = 8;
}
