using System.Globalization;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx;

/// <summary>Moves the large constants of a model into a file beside it.</summary>
internal static class ExternalDataWriter
{
    /// <summary>Tensors below stay in the model: shapes and other constants that readers want to see at once.</summary>
    private const int SmallestMoved = 1024;

    /// <summary>Where tensors start: a multiple of this many bytes, so that the file can be mapped into memory.</summary>
    private const int Alignment = 4096;

    /// <summary>Writes the constants' bytes and puts their place into the model instead.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file of data, in the folder the model will be in.</param>
    public static void Move(ModelProto model, string path)
    {
        TensorProto[] moved = [.. OnnxTensors.Of(model).Where(tensor => tensor.RawData is { Length: >= SmallestMoved })];
        AtomicFile.Write(path, stream =>
        {
            foreach (TensorProto tensor in moved)
            {
                stream.Write(new byte[(Alignment - (stream.Position % Alignment)) % Alignment]);
                Place(tensor, Path.GetFileName(path), stream.Position);
                stream.Write(tensor.RawData!.Value.Span);
            }
        });
        foreach (TensorProto tensor in moved)
        {
            tensor.RawData = null;
        }
    }

    private static void Place(TensorProto tensor, string file, long offset)
    {
        tensor.IsExternal = true;
        tensor.ExternalData.Clear();
        tensor.ExternalData.Add(new StringStringEntryProto("location", file));
        tensor.ExternalData.Add(new StringStringEntryProto("offset", offset.ToString(CultureInfo.InvariantCulture)));
        tensor.ExternalData.Add(new StringStringEntryProto("length", tensor.RawData!.Value.Length.ToString(CultureInfo.InvariantCulture)));
    }
}
