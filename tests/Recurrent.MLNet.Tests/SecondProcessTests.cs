using System.Diagnostics;
using Recurrent.MLNet.Host;
using Recurrent.Testing;

namespace Recurrent.MLNet.Tests;

public sealed class SecondProcessTests(Models models) : IClassFixture<Models>
{
    [Theory]
    [InlineData("sales")]
    [InlineData("histories")]
    [InlineData("load")]
    [InlineData("texts")]
    [InlineData("sentences")]
    public async Task A_process_that_registers_nothing_loads_the_zip_and_says_the_same_bits(string rows)
    {
        using var folder = new TestFolder();
        models.Context.Model.Save(models.For(rows), models.Rows(rows).Schema, folder["model.zip"]);
        var host = Path.Combine(AppContext.BaseDirectory, "Recurrent.MLNet.Host.dll");
        var start = new ProcessStartInfo("dotnet", [host, folder["model.zip"], rows, folder["said.txt"]]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, errors);
        Assert.Equal(ViewText.Lines(models.For(rows).Transform(models.Rows(rows))), await File.ReadAllLinesAsync(folder["said.txt"], TestContext.Current.CancellationToken));
    }
}
