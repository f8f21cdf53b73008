using Recurrent.Kernels.Elementwise;

namespace Recurrent.Kernels.Tests.Elementwise;

public sealed class SmallNumbersTests
{
    private static readonly float[] Kept = [0, -0f, SmallNumbers.Limit, -SmallNumbers.Limit, 1, float.MaxValue, float.PositiveInfinity, float.NaN];
    private static readonly float[] Small = [MathF.BitDecrement(SmallNumbers.Limit), -1e-30f, 1.17549435e-38f, 1e-45f, -1e-45f];

    [Fact]
    public void Contains_finds_one_small_number_at_any_place_and_nothing_else()
    {
        foreach (int length in TestFloats.Lengths)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(index => Kept[index % Kept.Length])];
            Assert.False(SmallNumbers.Contains(values));
            for (int place = 0; place < length; place++)
            {
                (float kept, values[place]) = (values[place], Small[place % Small.Length]);
                Assert.True(SmallNumbers.Contains(values));
                values[place] = kept;
            }
        }
    }

    [Fact]
    public void Flush_makes_small_numbers_zero_and_keeps_all_others()
    {
        float[] mixed = [.. Kept, .. Small];
        foreach (int length in TestFloats.Lengths)
        {
            float[] values = [.. Enumerable.Range(0, length).Select(index => mixed[index % mixed.Length])];
            float[] expected = [.. values.Select(value => Small.Contains(value) ? 0 : value)];
            SmallNumbers.Flush(values, values);
            Assert.Equal(expected, values);
        }
    }
}
