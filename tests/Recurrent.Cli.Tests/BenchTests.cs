using System.Text.Json;

namespace Recurrent.Cli.Tests;

public sealed class BenchTests
{
    [Fact]
    public async Task Bench_prints_one_object_with_the_machine_and_every_case()
    {
        var run = (await Invocation.Run("bench", "--quick", "--json", "--quiet", "--threads", "1")).Succeeded();
        using var document = JsonDocument.Parse(run.Output);
        var root = document.RootElement;
        Assert.Equal("", run.Error);
        Assert.Equal(1, root.GetProperty("threads").GetInt32());
        Assert.True(root.GetProperty("vector_bits").GetInt32() is 0 or 128 or 256 or 512);
        Assert.True(root.GetProperty("roof_gflops").GetDouble() > 0);
        Assert.Equal(root.GetProperty("roof_gflops").GetDouble(), root.GetProperty("roof_one_thread_gflops").GetDouble());
        Assert.Equal(0, root.GetProperty("barrier_nanoseconds").GetDouble());
        JsonElement[] cases = [.. root.GetProperty("cases").EnumerateArray()];
        string[] names = [.. cases.Select(entry => $"{entry.GetProperty("kind").GetString()} {entry.GetProperty("cell").GetString()}").Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["infer gru", "infer lstm", "infer rnn", "step gru", "step lstm", "step rnn", "train gru", "train lstm", "train rnn"], names);
        var roof = root.GetProperty("roof_gflops").GetDouble();
        Assert.All(cases, entry => AssertConsistent(entry, roof));
    }

    [Fact]
    public async Task Bench_prints_the_roof_and_a_table_for_people()
    {
        var run = (await Invocation.Run("bench", "--quick", "--threads", "2")).Succeeded();
        Assert.Contains("GFLOP/s on one thread", run.Output, StringComparison.Ordinal);
        Assert.Contains("lstm I64 H128 B32 T100 ", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 threads on ", run.Output, StringComparison.Ordinal);
        Assert.Contains("measuring the roof", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1025")]
    public async Task Bench_refuses_a_number_of_threads_out_of_range(string threads)
    {
        var run = await Invocation.Run("bench", "--threads", threads);
        Assert.Equal(2, run.Code);
        Assert.Contains("from 1 to 1024", run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Output);
    }

    private static void AssertConsistent(JsonElement entry, double roof)
    {
        double Number(string name) => entry.GetProperty(name).GetDouble();
        double gates = entry.GetProperty("cell").GetString() switch { "lstm" => 4, "gru" => 3, _ => 1 };
        double passes = entry.GetProperty("kind").GetString() == "train" ? 3 : 1;
        double flops = passes * 2 * Number("time") * Number("batch") * gates * Number("hidden") * (Number("input") + Number("hidden"));
        Assert.Equal(flops / Number("microseconds") / 1e3, Number("gflops"), 1e-6 * Number("gflops"));
        Assert.Equal(Number("gflops") / roof, Number("roof_share"), 1e-9);
        Assert.True(Number("gflops") > 0);
    }
}
