using System.Runtime.InteropServices;

namespace Recurrent.Kernels.Random;

/// <summary>The four 32-bit words that Philox4x32 makes of one counter.</summary>
/// <param name="Word0">The first word.</param>
/// <param name="Word1">The second word.</param>
/// <param name="Word2">The third word.</param>
/// <param name="Word3">The fourth word.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PhiloxBlock(uint Word0, uint Word1, uint Word2, uint Word3);
