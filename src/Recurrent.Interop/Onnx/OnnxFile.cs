using Recurrent.Interop.Onnx.Messages;
using Recurrent.Interop.Onnx.Proto;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Onnx;

/// <summary>Reads and writes <c>.onnx</c> files and the files of data beside them.</summary>
internal static class OnnxFile
{
    /// <summary>The largest message a protocol buffer may be, 2 GiB less a byte; larger models keep their weights in a file beside.</summary>
    public const long LargestMessage = int.MaxValue;

    /// <summary>
    /// What the objects of a model may take beyond four times its file, bytes. Files of weights need none of it; a node of short names takes 30 to 50
    /// times its bytes, so this is room for more than ten thousand of such nodes and no more.
    /// </summary>
    public const long ObjectMemory = 16 << 20;

    /// <summary>Reads a model with all its constants, those in files beside it too.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StorageFormatException">The file is cut off, damaged or no ONNX model, or a file beside it is missing or too short.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static ModelProto Read(string path)
    {
        long length = new FileInfo(path).Length;
        if (length > Array.MaxLength)
        {
            throw new StorageFormatException(path, "file", $"has {length} bytes, more than the {LargestMessage} a protocol buffer may have; keep the weights of large models as external data.");
        }

        ReadBudget budget = BudgetOf(path, length);
        budget.Take(length, "file");
        ModelProto model = Parse(File.ReadAllBytes(path), budget);
        var external = new ExternalDataReader(path);
        foreach (TensorProto tensor in OnnxTensors.Of(model))
        {
            external.Load(tensor);
        }

        return model;
    }

    /// <summary>Reads a model from memory; constants in other files stay there.</summary>
    /// <param name="name">What to call it in error messages.</param>
    /// <param name="bytes">The model; its memory is used as long as the model is.</param>
    /// <exception cref="StorageFormatException">The bytes are cut off, damaged or no ONNX model.</exception>
    public static ModelProto Parse(string name, ReadOnlyMemory<byte> bytes) => Parse(bytes, BudgetOf(name, bytes.Length));

    /// <summary>Reads a file of one tensor, as those beside the test cases of ONNX.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="StorageFormatException">The file is cut off, damaged or no tensor.</exception>
    public static TensorProto ReadTensor(string path) => TensorProto.Read(Open(path, "tensor"));

    /// <summary>Opens a file of one message.</summary>
    /// <param name="path">The file.</param>
    /// <param name="message">What to call the message in error messages.</param>
    public static ProtoReader Open(string path, string message)
    {
        byte[] bytes = File.ReadAllBytes(path);
        return new ProtoReader(bytes, message, BudgetOf(path, bytes.Length));
    }

    /// <summary>Writes a model; a crash at any moment leaves the old file or the new one.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="model">The model.</param>
    /// <param name="largest">A larger model than this keeps its weights in <c>PATH.data</c> beside it, bytes.</param>
    public static void Write(string path, ModelProto model, long largest = LargestMessage)
    {
        if (model.Write().Length > largest)
        {
            ExternalDataWriter.Move(model, path + ".data");
        }

        ProtoWriter writer = model.Write();
        AtomicFile.Write(path, writer.CopyTo);
    }

    private static ModelProto Parse(ReadOnlyMemory<byte> bytes, ReadBudget budget)
    {
        ModelProto model = ModelProto.Read(new ProtoReader(bytes, "model", budget));
        return model.Graph is null || model.OperatorSets.Count == 0
            ? throw budget.Wrong("model", "has no graph or names no operator set; the file is no ONNX model, or it is cut off.")
            : model;
    }

    private static ReadBudget BudgetOf(string name, long length) => new(name, length, ObjectMemory)
    {
        Fix = "Copy it or export it again; a good model of so many small nodes has its steps unrolled and wants to be exported with Loop or Scan.",
    };
}
