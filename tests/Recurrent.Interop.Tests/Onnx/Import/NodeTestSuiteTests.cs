using Recurrent.Interop.Onnx;
using Recurrent.Interop.Onnx.Import.NodeTests;
using Recurrent.Interop.Onnx.Messages;
using Recurrent.Testing;

namespace Recurrent.Interop.Tests.Onnx.Import;

/// <summary>The cases of tests/golden/onnx, which eng/golden/onnx/node_cases.py wrote.</summary>
public sealed class NodeTestSuiteTests
{
    private static string Folder => Path.Combine(Golden.Folder, "onnx", "node");

    public static TheoryData<string> Cases => [.. NodeTestSuite.Find(Folder).Select(path => Path.GetFileName(path))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_passes(string name) => Assert.Null(NodeTestSuite.Run(Path.Combine(Folder, name), TestContext.Current.CancellationToken).Problem);

    [Fact]
    public void Every_recurrent_case_of_the_suite_is_there() => Assert.Equal(18, NodeTestSuite.Find(Folder).Count);

    [Theory]
    [InlineData(1.002f, false)]
    [InlineData(1.0005f, true)]
    public void Difference_beyond_the_tolerance_fails(float factor, bool passes)
    {
        using var copy = new TestFolder();
        string source = Path.Combine(Folder, "test_lstm_defaults"), data = Path.Combine("test_data_set_0", "output_0.pb");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(copy.Path, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        TensorProto expected = OnnxFile.ReadTensor(Path.Combine(copy.Path, data));
        byte[] bytes = expected.RawData!.Value.ToArray();
        BitConverter.TryWriteBytes(bytes.AsSpan(^4..), BitConverter.ToSingle(bytes, bytes.Length - 4) * factor);
        expected.RawData = bytes;
        using (FileStream stream = File.Create(Path.Combine(copy.Path, data)))
        {
            expected.Write().CopyTo(stream);
        }

        Assert.Equal(passes, NodeTestSuite.Run(copy.Path, TestContext.Current.CancellationToken).HasPassed);
    }
}
