namespace Recurrent.Kernels.Unsafe.Sequences;

/// <summary>The operations the cell equations need of one vector width.</summary>
/// <typeparam name="TVector">The vector of floats.</typeparam>
internal unsafe interface IGateLanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Length { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* destination);

    /// <summary>Stores, with 0 for <see cref="Elementwise.SmallNumbers">small numbers</see>.</summary>
    static abstract void StoreFlushed(TVector value, float* destination);

    static abstract TVector Add(TVector left, TVector right);

    static abstract TVector Subtract(TVector left, TVector right);

    static abstract TVector Multiply(TVector left, TVector right);

    /// <summary>left · right + sum.</summary>
    static abstract TVector MultiplyAdd(TVector left, TVector right, TVector sum);

    /// <summary>sum − left · right.</summary>
    static abstract TVector NegatedMultiplyAdd(TVector left, TVector right, TVector sum);

    /// <summary>The logistic function, but never a <see cref="Elementwise.SmallNumbers">small number</see>.</summary>
    static abstract TVector Sigmoid(TVector value);

    static abstract TVector Tanh(TVector value);

    /// <summary>max(0, value); NaN stays NaN.</summary>
    static abstract TVector Rectify(TVector value);

    /// <summary>The value where <paramref name="condition"/> is above 0, else 0.</summary>
    static abstract TVector WherePositive(TVector condition, TVector value);
}
