using Recurrent.Interop.Weights.Archives;
using Recurrent.Interop.Weights.Pickles;

namespace Recurrent.Interop.Weights.PyTorch;

/// <summary>Reads checkpoints that <c>torch.save</c> wrote: zip archives of pickled names and the tensors' bytes.</summary>
/// <remarks>
/// Pickled data are read as data. Names in them are compared with a short list (tensors, storages, number types, OrderedDict and its like); any
/// other name is refused, and nothing is ever imported or called. No file makes the reader take more memory than four times its length.
/// </remarks>
internal static class PyTorchFile
{
    private const string PickleName = "data.pkl";

    public static WeightSet Read(Stream stream, string name)
    {
        var budget = new ReadBudget(name, stream.Length);
        CheckForm(stream, budget);
        ZipIndex zip = ZipIndex.Read(stream, budget);
        string pickle = zip.Names.FirstOrDefault(file => file == PickleName || file.EndsWith("/" + PickleName, StringComparison.Ordinal))
            ?? throw budget.Wrong(PickleName, "is missing; this is a zip archive, but not one that torch.save wrote.");
        string folder = pickle[..^PickleName.Length];
        zip.TryFind(pickle, out ZipEntry entry);
        object? root = new PickleReader(zip.ReadAll(pickle, entry), new TorchHost(budget), budget).Read();
        return new TorchContent(budget, new TorchTensors(zip, budget, folder, IsBigEndian(zip, folder))).Read(root);
    }

    private static bool IsBigEndian(ZipIndex zip, string folder) =>
        zip.TryFind(folder + "byteorder", out ZipEntry entry) && entry.Length == 3 && zip.ReadAll("byteorder", entry).AsSpan().SequenceEqual("big"u8);

    private static void CheckForm(Stream stream, ReadBudget budget)
    {
        if (ZipIndex.IsZip(stream))
        {
            return;
        }

        stream.Position = 0;
        string problem = stream.ReadByte() == 0x80
            ? "is in the form torch.save had before version 1.6, which is not read. Load it in PyTorch and save it again: torch.save(torch.load(path), path)"
            : "is no zip archive; torch.save writes such since version 1.6. Save the state_dict again, or as safetensors";
        throw budget.Wrong("file", $"{problem}.");
    }
}
