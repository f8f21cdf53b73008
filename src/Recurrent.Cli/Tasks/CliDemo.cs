namespace Recurrent.Cli.Tasks;

/// <summary>One demonstration.</summary>
/// <param name="Name">The name in <c>rnn demo NAME</c>.</param>
/// <param name="Shows">What it does, in a few words.</param>
/// <param name="Verb">Its work.</param>
internal sealed record CliDemo(string Name, string Shows, ITaskVerb Verb);
