using Recurrent.Cli.Presentation;
using Recurrent.Cli.Tasks.Onnx;
using Recurrent.Interop.Onnx.Import.NodeTests;

namespace Recurrent.Cli.Imports;

/// <summary><c>rnn import --run-tests</c>: the cases of a test suite of ONNX, a line each.</summary>
internal static class OnnxNodeTests
{
    /// <summary>Runs every case below a folder.</summary>
    /// <returns>Done where all passed, failed otherwise.</returns>
    /// <exception cref="UsageException">There is none.</exception>
    public static int Run(string folder, Notes notes, bool wantsJson, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder)) throw new UsageException($"--run-tests: there is no folder '{folder}'.");
        var cases = NodeTestSuite.Find(folder);
        if (cases.Count == 0) throw new UsageException($"--run-tests: '{folder}' holds no case: a folder with {NodeTestSuite.ModelFile} and test_data_set_0.");
        var results = new List<NodeTestResult>();
        foreach (var path in cases)
        {
            var result = NodeTestSuite.Run(path, cancellation);
            results.Add(result);
            if (!wantsJson) notes.Terminal.Output.WriteLine(result.HasPassed ? $"passed  {result.Name}" : $"FAILED  {result.Name}: {result.Problem}");
        }

        var passed = results.Count(static result => result.HasPassed);
        if (wantsJson) JsonOutput.Write(notes.Terminal.Output, new OnnxTestDocument(passed, results.Count - passed, results), OnnxJsonContext.Default.OnnxTestDocument);
        else notes.Terminal.Output.WriteLine($"{passed} passed, {results.Count - passed} failed");
        return passed == results.Count ? ExitCode.Done : ExitCode.Failed;
    }
}
