using Recurrent.Tensors;
using Recurrent.Tensors.Storage;
using Recurrent.Testing;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>Files of tests/golden/weights, which PyTorch and the HDF5 library wrote (eng/golden/weights).</summary>
internal static class WeightFixture
{
    public static string PathOf(string name) => Path.Combine(Golden.Folder, "weights", name);

    /// <summary>What the framework that wrote a file computes with it.</summary>
    public static IReadOnlyDictionary<string, Tensor> Expected(string name) => SafeTensorsFile.Read(PathOf(name + ".expected.safetensors")).Tensors;

    /// <summary>All values agree to 1e-5.</summary>
    public static void AssertClose(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        for (int index = 0; index < expected.Shape.Length; index++)
        {
            Assert.Equal(expected.Values[index], actual.Values[index], 1e-5);
        }
    }
}
