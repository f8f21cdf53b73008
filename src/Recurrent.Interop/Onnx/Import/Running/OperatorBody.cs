namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>Computes the outputs of one use of an operator.</summary>
/// <param name="call">Inputs, attributes and where results are made.</param>
/// <returns>As many outputs as the operator has, or fewer; null for one that is left out.</returns>
internal delegate OnnxData?[] OperatorBody(OperatorCall call);
