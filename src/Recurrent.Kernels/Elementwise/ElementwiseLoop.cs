using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Recurrent.Kernels.Elementwise;

/// <summary>The one loop of every elementwise kernel: the widest vectors first, then narrower ones, then single floats.</summary>
internal static class ElementwiseLoop
{
    /// <summary>destination[i] = f(x[i]).</summary>
    /// <typeparam name="TOperator">The function f.</typeparam>
    /// <param name="x">The arguments.</param>
    /// <param name="destination">The values, as long as <paramref name="x"/>; may be the same memory.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Map<TOperator>(ReadOnlySpan<float> x, Span<float> destination)
        where TOperator : struct, IUnaryOperator
    {
        Lengths.RequireEqual(x.Length, destination.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated) done = Map512<TOperator>(x, destination);
        if (Vector256.IsHardwareAccelerated) done += Map256<TOperator>(x[done..], destination[done..]);
        if (Vector128.IsHardwareAccelerated) done += Map128<TOperator>(x[done..], destination[done..]);
        for (; done < x.Length; done++) destination[done] = TOperator.Invoke(x[done]);
    }

    /// <summary>inputGradient[i] += g(outputGradient[i], output[i], parameter).</summary>
    /// <typeparam name="TOperator">The term g.</typeparam>
    /// <param name="outputGradient">∂L/∂y.</param>
    /// <param name="output">y, as long as <paramref name="outputGradient"/>.</param>
    /// <param name="parameter">A constant of the operator.</param>
    /// <param name="inputGradient">∂L/∂x, added to; as long as <paramref name="outputGradient"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddGradient<TOperator>(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, float parameter, Span<float> inputGradient)
        where TOperator : struct, IGradientOperator
    {
        Lengths.RequireEqual(outputGradient.Length, output.Length);
        Lengths.RequireEqual(outputGradient.Length, inputGradient.Length);
        int done = 0;
        if (Vector512.IsHardwareAccelerated) done = Add512<TOperator>(outputGradient, output, parameter, inputGradient);
        if (Vector256.IsHardwareAccelerated)
            done += Add256<TOperator>(outputGradient[done..], output[done..], parameter, inputGradient[done..]);
        if (Vector128.IsHardwareAccelerated)
            done += Add128<TOperator>(outputGradient[done..], output[done..], parameter, inputGradient[done..]);
        for (; done < output.Length; done++) inputGradient[done] += TOperator.Invoke(outputGradient[done], output[done], parameter);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Map512<TOperator>(ReadOnlySpan<float> x, Span<float> destination)
        where TOperator : struct, IUnaryOperator
    {
        ReadOnlySpan<Vector512<float>> source = MemoryMarshal.Cast<float, Vector512<float>>(x);
        Span<Vector512<float>> target = MemoryMarshal.Cast<float, Vector512<float>>(destination)[..source.Length];
        for (int i = 0; i < source.Length; i++) target[i] = TOperator.Invoke(source[i]);
        return source.Length * Vector512<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Map256<TOperator>(ReadOnlySpan<float> x, Span<float> destination)
        where TOperator : struct, IUnaryOperator
    {
        ReadOnlySpan<Vector256<float>> source = MemoryMarshal.Cast<float, Vector256<float>>(x);
        Span<Vector256<float>> target = MemoryMarshal.Cast<float, Vector256<float>>(destination)[..source.Length];
        for (int i = 0; i < source.Length; i++) target[i] = TOperator.Invoke(source[i]);
        return source.Length * Vector256<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Map128<TOperator>(ReadOnlySpan<float> x, Span<float> destination)
        where TOperator : struct, IUnaryOperator
    {
        ReadOnlySpan<Vector128<float>> source = MemoryMarshal.Cast<float, Vector128<float>>(x);
        Span<Vector128<float>> target = MemoryMarshal.Cast<float, Vector128<float>>(destination)[..source.Length];
        for (int i = 0; i < source.Length; i++) target[i] = TOperator.Invoke(source[i]);
        return source.Length * Vector128<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Add512<TOperator>(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, float parameter, Span<float> inputGradient)
        where TOperator : struct, IGradientOperator
    {
        ReadOnlySpan<Vector512<float>> arriving = MemoryMarshal.Cast<float, Vector512<float>>(outputGradient);
        ReadOnlySpan<Vector512<float>> saved = MemoryMarshal.Cast<float, Vector512<float>>(output)[..arriving.Length];
        Span<Vector512<float>> target = MemoryMarshal.Cast<float, Vector512<float>>(inputGradient)[..arriving.Length];
        Vector512<float> constant = Vector512.Create(parameter);
        for (int i = 0; i < arriving.Length; i++) target[i] += TOperator.Invoke(arriving[i], saved[i], constant);
        return arriving.Length * Vector512<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Add256<TOperator>(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, float parameter, Span<float> inputGradient)
        where TOperator : struct, IGradientOperator
    {
        ReadOnlySpan<Vector256<float>> arriving = MemoryMarshal.Cast<float, Vector256<float>>(outputGradient);
        ReadOnlySpan<Vector256<float>> saved = MemoryMarshal.Cast<float, Vector256<float>>(output)[..arriving.Length];
        Span<Vector256<float>> target = MemoryMarshal.Cast<float, Vector256<float>>(inputGradient)[..arriving.Length];
        Vector256<float> constant = Vector256.Create(parameter);
        for (int i = 0; i < arriving.Length; i++) target[i] += TOperator.Invoke(arriving[i], saved[i], constant);
        return arriving.Length * Vector256<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Add128<TOperator>(
        ReadOnlySpan<float> outputGradient, ReadOnlySpan<float> output, float parameter, Span<float> inputGradient)
        where TOperator : struct, IGradientOperator
    {
        ReadOnlySpan<Vector128<float>> arriving = MemoryMarshal.Cast<float, Vector128<float>>(outputGradient);
        ReadOnlySpan<Vector128<float>> saved = MemoryMarshal.Cast<float, Vector128<float>>(output)[..arriving.Length];
        Span<Vector128<float>> target = MemoryMarshal.Cast<float, Vector128<float>>(inputGradient)[..arriving.Length];
        Vector128<float> constant = Vector128.Create(parameter);
        for (int i = 0; i < arriving.Length; i++) target[i] += TOperator.Invoke(arriving[i], saved[i], constant);
        return arriving.Length * Vector128<float>.Count;
    }
}
