namespace Recurrent.Kernels.Sequences;

/// <summary>Checks span lengths before a kernel with pointers sees them.</summary>
internal static class SequenceSpans
{
    public static void Require(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"{name} holds {length} floats, expected {expected}.", name);
        }
    }

    public static void RequireOptional(int length, int expected, string name)
    {
        if (length != 0)
        {
            Require(length, expected, name);
        }
    }

    public static void RequireAtLeast(int length, int expected, string name)
    {
        if (length < expected)
        {
            throw new ArgumentException($"{name} holds {length} floats, expected at least {expected}.", name);
        }
    }
}
