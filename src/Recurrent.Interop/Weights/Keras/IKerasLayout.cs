using Recurrent.Interop.Weights.Hdf5;

namespace Recurrent.Interop.Weights.Keras;

/// <summary>Where a version of Keras puts the arrays of a layer.</summary>
internal interface IKerasLayout
{
    /// <summary>The arrays of a layer of the model, in Keras' order; none where it has none.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="className">Its class.</param>
    /// <param name="number">How many layers of that class stand before it.</param>
    IReadOnlyList<H5Dataset> TensorsOf(string name, string className, int number);

    /// <summary>The layers of a file without a description of the model.</summary>
    List<KerasLayer> Guess();
}
