using Recurrent.Cli.Presentation;

namespace Recurrent.Cli.Tests;

/// <summary>One run of the command inside the test process.</summary>
internal sealed record Invocation(int Code, string Output, string Error)
{
    public static async Task<Invocation> Run(params string[] arguments) => await Run(Stream.Null, arguments);

    public static async Task<Invocation> Run(Stream input, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error) { OpenInput = () => input };
        var code = await CommandLineApp.RunAsync(arguments, terminal, TestContext.Current.CancellationToken);
        return new Invocation(code, output.ToString(), error.ToString());
    }

    /// <summary>The run went well; otherwise its messages are the failure.</summary>
    public Invocation Succeeded()
    {
        Assert.True(Code == 0, $"exit code {Code}: {Error}{Output}");
        return this;
    }
}
