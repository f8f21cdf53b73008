namespace Recurrent.Interop.Onnx.Import.Operators.Recurrent;

/// <summary>Which of the recurrent operators.</summary>
internal enum RecurrentKind
{
    Rnn,
    Gru,
    Lstm,
}
