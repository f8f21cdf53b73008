using System.IO.Compression;
using Recurrent.Interop.Weights;
using Recurrent.Layers.Basic;
using Recurrent.Layers.Sequence;
using Recurrent.Tensors;
using Recurrent.Tensors.Autograd;
using Recurrent.Tensors.Sequences;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Tests.Weights;

/// <summary>Checkpoints that PyTorch's own <c>torch.save</c> wrote.</summary>
public sealed class CheckpointTests
{
    [Theory]
    [InlineData("forms.pt")]
    [InlineData("forms-protocol4.pt")]
    public void Every_kind_of_tensor_and_value_is_read(string file)
    {
        WeightSet read = WeightFile.Read(WeightFixture.PathOf(file));
        IReadOnlyDictionary<string, Tensor> expected = WeightFixture.Expected("forms");
        Assert.Equal(expected.Keys.Order(), read.Tensors.Keys.Order());
        foreach ((string name, Tensor tensor) in expected)
        {
            Assert.Equal(tensor.Shape, read.Tensors[name].Shape);
            Assert.Equal(tensor.Values.ToArray(), read.Tensors[name].Values.ToArray());
        }

        Assert.Equal("BF16", read.Formats["bfloat16"]);
        Assert.Equal(("12", "1180591620717411303424", "0.001", "7"), (read.Values["step"], read.Values["big"], read.Values["rate"], read.Values["nested.1.deep.1"]));
        Assert.Equal(("cpu", "torch.float32", "2"), (read.Values["device"], read.Values["type"], read.Values["size.0"]));
    }

    [Fact]
    public void A_wrapped_model_in_a_checkpoint_gives_its_outputs()
    {
        WeightSet read = WeightFile.Read(WeightFixture.PathOf("checkpoint.pth"));
        Assert.Equal(("3", "übung", "true"), (read.Values["epoch"], read.Values["note"], read.Values["done"]));
        Recognition found = read.Recognize();
        Embedding table = found["state_dict.embedding"].Build<Embedding>();
        Lstm encoder = found["state_dict.encoder.lstm"].Build<Lstm>();
        IReadOnlyDictionary<string, Tensor> expected = WeightFixture.Expected("checkpoint");
        int[] tokens = [.. expected["tokens"].Values.ToArray().Select(token => (int)token)];
        Tape tape = Tape.ForInference();
        (SequenceBatch hidden, _) = encoder.Run(tape, new SequenceBatch(table.Run(tape, tokens, expected["tokens"].Shape)));
        Tensor output = found["state_dict.head"].Build<Linear>().Run(tape, found["state_dict.norm"].Build<LayerNorm>().Run(tape, hidden.Values));
        WeightFixture.AssertClose(expected["output"], output);
    }

    [Fact]
    public void A_TorchScript_archive_gives_its_tensors()
    {
        WeightSet read = WeightFile.Read(WeightFixture.PathOf("scripted.pt"));
        IReadOnlyDictionary<string, Tensor> expected = WeightFixture.Expected("scripted");
        Assert.Equal(expected["head.weight"].Values.ToArray(), read.Tensors["head.weight"].Values.ToArray());
        Assert.Equal("linear 3 → 2", read.Recognize()["head"].Description.ToString());
    }

    [Theory]
    [InlineData("whole-module.pt", "'__main__.Tagger', which is no plain tensor or value", "save model.state_dict()")]
    [InlineData("repeated.pt", "asks for 400000000 bytes more", "damaged or made to exhaust memory")]
    [InlineData("legacy.pt", "before version 1.6", "torch.save(torch.load(path), path)")]
    public void What_is_no_plain_checkpoint_is_refused_with_the_fix(string file, string found, string fix)
    {
        StorageFormatException refusal = Assert.Throws<StorageFormatException>(() => WeightFile.Read(WeightFixture.PathOf(file)));
        Assert.Contains(found, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(fix, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cos\nsystem\n(U\x06rm -rftR.", "'os.system'")]
    [InlineData("cbuiltins\neval\n.", "'builtins.eval'")]
    [InlineData("cnumpy.core.multiarray\nscalar\n.", "convert numbers of NumPy")]
    [InlineData("c__torch__x\ny\n.", "'__torch__x.y'")]
    [InlineData("ctorch._utils\n_rebuild_tensor_v2\n)R.", "without a storage")]
    [InlineData("ios\nsystem\n.", "instruction 0x69")]
    [InlineData("}}b.}", "value")]
    [InlineData("h\x05.", "value 5, which it has not stored")]
    [InlineData("]q\0h\0a.", "nested deeper")]
    [InlineData("R.", "where none is left")]
    [InlineData("X\xff\xff\xff\x7f.", "in the middle of a value")]
    public void Pickled_data_run_nothing_and_never_mislead(string pickle, string message)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rnn-weights-").FullName, "crafted.pt");
        try
        {
            Write(path, "\x80\x02" + pickle);
            if (message == "value")
            {
                Assert.Empty(WeightFile.Read(path).Tensors);
                return;
            }

            Assert.Contains(message, Assert.Throws<StorageFormatException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public void Lists_that_hold_each_other_many_times_are_refused_by_memory()
    {
        string lists = "]q\0" + string.Concat(Enumerable.Range(1, 30).Select(level => $"](h{(char)(level - 1)}h{(char)(level - 1)}eq{(char)level}")) + ".";
        string path = Path.Combine(Directory.CreateTempSubdirectory("rnn-weights-").FullName, "crafted.pt");
        try
        {
            Write(path, "\x80\x02" + lists);
            Assert.Contains("exhaust memory", Assert.Throws<StorageFormatException>(() => WeightFile.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public void Deflated_and_big_endian_archives_are_read()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("rnn-weights-").FullName, "again.pt");
        try
        {
            using (ZipArchive source = ZipFile.OpenRead(WeightFixture.PathOf("lstm-l3-bi.pt")))
            using (ZipArchive target = ZipFile.Open(path, ZipArchiveMode.Create))
            {
                foreach (ZipArchiveEntry entry in source.Entries)
                {
                    using var memory = new MemoryStream();
                    using (Stream from = entry.Open())
                    {
                        from.CopyTo(memory);
                    }

                    // All of the fixture is float32.
                    byte[] bytes = memory.ToArray();
                    for (int at = 0; entry.FullName.Contains("/data/", StringComparison.Ordinal) && at + 4 <= bytes.Length; at += 4)
                    {
                        bytes.AsSpan(at, 4).Reverse();
                    }

                    using Stream into = target.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
                    into.Write(bytes);
                }

                using Stream order = target.CreateEntry("lstm-l3-bi/byteorder").Open();
                order.Write("big"u8);
            }

            WeightSet read = WeightFile.Read(path), same = WeightFile.Read(WeightFixture.PathOf("lstm-l3-bi.safetensors"));
            Assert.All(same.Tensors, pair => Assert.Equal(pair.Value.Values.ToArray(), read.Tensors[pair.Key].Values.ToArray()));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static void Write(string path, string pickle)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        using Stream stream = archive.CreateEntry("crafted/data.pkl", CompressionLevel.NoCompression).Open();
        stream.Write([.. pickle.Select(letter => (byte)letter)]);
    }
}
