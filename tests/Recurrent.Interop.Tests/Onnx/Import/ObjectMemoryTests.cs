using Recurrent.Interop.Onnx;
using Recurrent.Interop.Onnx.Import;
using Recurrent.Tensors.Storage;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>Files of hundreds of thousands of small messages: what becomes of them takes at most four times the file and the memory allowed for objects.</summary>
public sealed class ObjectMemoryTests
{
    private const int Slack = 1 << 18;

    [Theory]
    [InlineData("empty node", "names no operator")]
    [InlineData("empty attribute", "has no name")]
    [InlineData("empty input", "has no name")]
    public void Message_without_a_name_is_refused_at_once(string kind, string found)
    {
        byte[] file = HostileModel.Of(kind, 400_000);
        (Exception? refusal, long taken) = Load(file);
        Assert.Contains(found, Assert.IsType<StorageFormatException>(refusal).Message, StringComparison.Ordinal);
        Assert.EndsWith("copy it or export it again.", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(taken, 0, Slack);
    }

    [Theory]
    [InlineData("tiny node")]
    [InlineData("chain")]
    [InlineData("node of many outputs")]
    [InlineData("unknown operator")]
    [InlineData("node of one attribute")]
    [InlineData("attribute")]
    [InlineData("list of one number")]
    [InlineData("number", false)]
    [InlineData("packed number")]
    [InlineData("empty text")]
    [InlineData("empty tensor")]
    [InlineData("tensor replaced")]
    [InlineData("empty graph")]
    [InlineData("node of an empty graph")]
    [InlineData("node in deep graphs")]
    [InlineData("constant")]
    [InlineData("list of numbers in a tensor")]
    [InlineData("axis")]
    [InlineData("place of data")]
    [InlineData("input")]
    [InlineData("input with axes")]
    [InlineData("axis of an input")]
    [InlineData("output")]
    [InlineData("operator set")]
    [InlineData("metadata")]
    [InlineData("function")]
    [InlineData("called function")]
    [InlineData("unknown operator of a long name", false)]
    public void Many_small_messages_take_no_more_memory_than_they_may(string kind, bool isRefused = true)
    {
        StorageFormatException? refused = null;
        for (int count = 1_000; count <= 1_024_000 && refused is null; count *= 2)
        {
            byte[] file = HostileModel.Of(kind, count);
            (Exception? refusal, long taken) = Load(file);
            Assert.InRange(taken, 0, (4L * file.Length) + OnnxFile.ObjectMemory);
            refused = refusal is StorageFormatException problem && problem.Message.Contains("exhaust memory", StringComparison.Ordinal) ? problem : null;
        }

        Assert.Equal(isRefused, refused is not null);
        if (refused is not null)
        {
            Assert.Contains($"4 times its length and {OnnxFile.ObjectMemory} are allowed", refused.Message, StringComparison.Ordinal);
            Assert.Contains("exported with Loop or Scan", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Good_model_of_ten_thousand_nodes_is_loaded()
    {
        TestModel model = new TestModel().Input("/layer/step_0/Neg_output_0", Sample.Floats(1, 2));
        for (int number = 0; number < 10_000; number++)
        {
            model.Node("Neg", [$"/layer/step_{number}/Neg_output_0"], [$"/layer/step_{number + 1}/Neg_output_0"]);
        }

        Assert.Equal(10_000, OnnxModel.Parse(model.Output("/layer/step_10000/Neg_output_0").Bytes).Operators["Neg"]);
    }

    [Fact]
    public void Functions_that_call_each_other_without_end_are_refused()
    {
        Assert.IsType<NotSupportedException>(Load(HostileModel.Calls(60)).Refusal);
        Assert.Contains("is called by functions within 64 others", Assert.IsType<StorageFormatException>(Load(HostileModel.Calls(5_000)).Refusal).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_name_is_refused()
    {
        TestModel model = new TestModel().Node("Neg", ["x"], [new string('y', 70_000)]);
        Assert.Contains("a name of 70000 bytes", Assert.IsType<StorageFormatException>(Load(model.Bytes).Refusal).Message, StringComparison.Ordinal);
    }

    private static (Exception? Refusal, long Taken) Load(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exception? refusal = null;
        try
        {
            OnnxModel.Parse(file);
        }
        catch (Exception problem) when (problem is StorageFormatException or NotSupportedException)
        {
            refusal = problem;
        }

        return (refusal, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
