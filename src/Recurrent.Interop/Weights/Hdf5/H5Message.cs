namespace Recurrent.Interop.Weights.Hdf5;

/// <summary>One message of an object's header.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Data">Its bytes.</param>
internal readonly record struct H5Message(H5MessageType Type, ReadOnlyMemory<byte> Data);
