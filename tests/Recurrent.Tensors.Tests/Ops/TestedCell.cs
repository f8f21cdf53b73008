namespace Recurrent.Tensors.Tests.Ops;

/// <summary>The recurrences under test.</summary>
public enum TestedCell
{
    RnnTanh,
    RnnRelu,
    Lstm,
    Gru,
    GruResetBefore,
}
