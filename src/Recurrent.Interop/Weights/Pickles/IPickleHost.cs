namespace Recurrent.Interop.Weights.Pickles;

/// <summary>Says what names and calls of pickled data stand for. It makes plain values; it never runs what a file names.</summary>
internal interface IPickleHost
{
    /// <summary>Checks a name before it is used.</summary>
    /// <exception cref="Tensors.Storage.StorageFormatException">The name is not one of the few that tensors need.</exception>
    void Check(PickleGlobal global);

    /// <summary>What a call of a name with arguments stands for.</summary>
    object? Reduce(PickleGlobal global, object?[] arguments);

    /// <summary>What a value becomes when its state is set.</summary>
    object? Build(object? value, object? state);

    /// <summary>What lies outside the pickled data, such as the bytes of a tensor.</summary>
    object Persistent(object? id);
}
