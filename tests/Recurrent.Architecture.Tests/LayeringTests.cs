using System.Xml.Linq;

namespace Recurrent.Architecture.Tests;

/// <summary>Dependencies point one way; the project files are read because the compiler drops references nobody uses.</summary>
public sealed class LayeringTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Recurrent.Kernels"] = [],
        ["Recurrent.Tensors"] = ["Recurrent.Kernels"],
        ["Recurrent.Layers"] = ["Recurrent.Tensors"],
        ["Recurrent.Training"] = ["Recurrent.Layers", "Recurrent.Tensors"],
        ["Recurrent.Text"] = ["Recurrent.Training", "Recurrent.Layers", "Recurrent.Tensors"],
        ["Recurrent.TimeSeries"] = ["Recurrent.Training", "Recurrent.Layers", "Recurrent.Tensors"],
        ["Recurrent.Interop"] = ["Recurrent.Layers", "Recurrent.Tensors"],
        ["Recurrent.MLNet"] = ["Recurrent.Text", "Recurrent.TimeSeries", "Recurrent.Training", "Recurrent.Layers", "Recurrent.Tensors"],
        ["Recurrent.Interop.Tasks"] = ["Recurrent.Interop", "Recurrent.Text", "Recurrent.TimeSeries", "Recurrent.Layers", "Recurrent.Tensors"],
        ["Recurrent.Cli"] = ["Recurrent.Text", "Recurrent.TimeSeries", "Recurrent.Training", "Recurrent.Interop", "Recurrent.Interop.Tasks", "Recurrent.Layers", "Recurrent.Tensors"],
    };

    public static TheoryData<string> Projects => [.. Repository.ProjectFiles.Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_references_only_the_layers_below(string project)
    {
        string name = Path.GetFileNameWithoutExtension(project);
        string[] references = [.. References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))];
        Assert.True(Allowed.TryGetValue(name, out string[]? allowed), $"{name} has no row in the table of who may reference whom.");
        Assert.Empty(references.Except(allowed!));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Product_never_references_native_packages(string project) =>
        Assert.DoesNotContain(References(project, "PackageReference"), package =>
            package.StartsWith("TorchSharp", StringComparison.Ordinal) || package.StartsWith("Microsoft.ML.OnnxRuntime", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_its_own_package_references_MlNet(string project) => Assert.Equal(
        Path.GetFileNameWithoutExtension(project) == "Recurrent.MLNet", References(project, "PackageReference").Contains("Microsoft.ML"));

    private static IEnumerable<string> References(string project, string kind) => XDocument
        .Load(Path.Combine(Repository.Root, project))
        .Descendants(kind)
        .Select(element => (string)element.Attribute("Include")!);
}
