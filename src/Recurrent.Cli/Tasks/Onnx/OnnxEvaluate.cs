using System.CommandLine;

namespace Recurrent.Cli.Tasks.Onnx;

/// <summary><c>rnn evaluate</c> of an ONNX model, which does not say what it is for.</summary>
internal sealed class OnnxEvaluate : ITaskVerb
{
    public IReadOnlyList<Option> Options => [];

    public int Run(TaskInvocation invocation) =>
        throw new UsageException("MODEL: an ONNX model has no task and so no score; run it with rnn predict and compare the outputs.");
}
