using Recurrent.Interop.Onnx.Import.Values;
using Recurrent.Interop.Onnx.Messages;

namespace Recurrent.Interop.Onnx.Import.Running;

/// <summary>A constant of a graph, made into a value when it is first read.</summary>
/// <param name="tensor">Its message.</param>
internal sealed class Constant(TensorProto tensor)
{
    private OnnxData? _value;

    /// <summary>The value; two threads that ask first may both make it.</summary>
    public OnnxData Value => _value ??= TensorReader.Read(tensor, isConstant: true);
}
