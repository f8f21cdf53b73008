namespace Recurrent.Interop.Onnx.Import;

/// <summary>What is wrong with one use of an operator; the interpreter adds the model, the node and the operator.</summary>
/// <param name="problem">A part of a sentence, without its full stop.</param>
internal sealed class OperatorException(string problem) : Exception(problem);
