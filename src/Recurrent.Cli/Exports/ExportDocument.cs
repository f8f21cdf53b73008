using Recurrent.Interop.Tasks;

namespace Recurrent.Cli.Exports;

/// <summary>What <c>rnn export --json</c> prints.</summary>
/// <param name="Model">The model folder.</param>
/// <param name="Task">Its task.</param>
/// <param name="Files">The files written.</param>
internal sealed record ExportDocument(string Model, string Task, IReadOnlyList<ExportedModel> Files);
