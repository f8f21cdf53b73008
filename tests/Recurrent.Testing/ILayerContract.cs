namespace Recurrent.Testing;

/// <summary>A layer contract of any module type, so that one test can hold many.</summary>
public interface ILayerContract
{
    /// <summary>Checks one clause.</summary>
    void Check(LayerClause clause);
}
