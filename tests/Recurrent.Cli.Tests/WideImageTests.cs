using Recurrent.Cli.Startup;

namespace Recurrent.Cli.Tests;

public sealed class WideImageTests
{
    [Theory]
    [InlineData("fpu sse2 avx2 avx512f avx512dq avx512cd avx512bw avx512vl fsrm", true)]
    [InlineData("fpu sse2 avx2 avx512f avx512dq avx512cd avx512bw avx512vl", true)]
    [InlineData("fpu sse2 avx2 avx512f avx512dq avx512cd avx512bw fsrm", false)]
    [InlineData("fpu sse2 avx2 fma", false)]
    public void Wide_program_needs_every_flag_of_the_first_processor(string flags, bool expected)
    {
        using var scratch = new Scratch();
        var path = scratch.Write("cpuinfo", $"processor\t: 0\nmodel name\t: a name\nflags\t\t: {flags}\n\nprocessor\t: 1\nflags\t\t: fpu\n");
        Assert.Equal(expected, WideImage.SystemHasWideVectors(path));
    }

    [Fact]
    public void Wide_program_is_not_entered_where_the_system_does_not_describe_its_processors()
    {
        using var scratch = new Scratch();
        Assert.False(WideImage.SystemHasWideVectors(scratch.Write("empty", "")));
        Assert.False(WideImage.SystemHasWideVectors(Path.Combine(Path.GetTempPath(), "no-such-file-of-processors")));
    }
}
