using Recurrent.Testing;

namespace Recurrent.Tensors.Tests;

/// <summary>The fixtures themselves: complete, and true to the padding contract they are meant to prove.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> RecurrentFixtures => [.. Golden.Names("recurrent")];

    [Fact]
    public void Manifest_and_folder_list_the_same_files()
    {
        var files = Directory.GetFiles(Golden.Folder, "*.safetensors").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Golden.Names().Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_array_is_finite_and_as_long_as_its_shape()
    {
        foreach (var golden in Golden.Names().Select(Golden.Load))
        {
            foreach (var array in golden.ArrayNames)
            {
                var length = golden.Shape(array).Aggregate(1, (product, size) => product * size);
                var right = golden.ElementType(array) == "I64"
                    ? golden.Integers(array).Length == length
                    : golden.Doubles(array).Length == length && golden.Doubles(array).All(double.IsFinite);

                Assert.True(right, $"{golden.Name}: {array}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(RecurrentFixtures))]
    public void Outputs_and_input_gradients_are_zero_exactly_at_padded_steps(string name)
    {
        var golden = Golden.Load(name);
        var lengths = golden.Integers("lengths");

        foreach (var array in (string[])["output", "grad.input"])
        {
            var values = golden.Floats(array);
            var width = golden.Shape(array)[2];
            for (var time = 0; time < golden.Shape(array)[0]; time++)
                for (var row = 0; row < lengths.Length; row++)
                {
                    var step = values.AsSpan((time * lengths.Length + row) * width, width);
                    Assert.Equal(time >= lengths[row], step.IndexOfAnyExcept(0f) < 0);
                }
        }
    }

    [Theory]
    [MemberData(nameof(RecurrentFixtures))]
    public void Final_state_of_the_top_layer_is_the_output_of_its_last_step_in_each_direction(string name)
    {
        var golden = Golden.Load(name);
        var (lengths, hidden) = (golden.Integers("lengths"), golden.IntegerOption("hidden"));
        var directions = golden.FlagOption("bidirectional") ? 2 : 1;
        var (output, final) = (golden.Floats("output"), golden.Floats("hn"));

        for (var direction = 0; direction < directions; direction++)
        {
            for (var row = 0; row < lengths.Length; row++)
            {
                var state = ((golden.IntegerOption("layers") - 1) * directions + direction) * lengths.Length + row;
                var step = (direction == 0 ? lengths[row] - 1 : 0) * lengths.Length + row;
                Assert.Equal(
                    output.AsSpan((step * directions + direction) * hidden, hidden), final.AsSpan(state * hidden, hidden));
            }
        }
    }

    [Theory]
    [MemberData(nameof(RecurrentFixtures))]
    public void Ten_training_steps_lower_the_loss(string name)
    {
        var losses = Golden.Load(name).Floats("adam.losses");

        Assert.Equal(10, losses.Length);
        Assert.True(losses[^1] < losses[0], $"{losses[0]} -> {losses[^1]}");
    }
}
