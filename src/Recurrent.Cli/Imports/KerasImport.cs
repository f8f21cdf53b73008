using System.CommandLine;
using Recurrent.Interop.Weights;

namespace Recurrent.Cli.Imports;

/// <summary><c>rnn import</c> of a Keras model.</summary>
internal sealed class KerasImport : IFileImport
{
    public string Kind => "models of Keras";

    public IReadOnlyList<string> Endings { get; } = [".keras", ".h5", ".hdf5"];

    public IReadOnlyList<Option> Options => [];

    public int Run(ImportInvocation invocation) => LayerImport.Write(invocation, KerasFile.Read(invocation.File).Recognition);
}
