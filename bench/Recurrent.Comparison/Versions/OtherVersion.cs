using System.Reflection;
using System.Runtime.Loader;
using Recurrent.Comparison.Contenders;

namespace Recurrent.Comparison.Versions;

/// <summary>Our side of any case once more, over the assemblies of another version of the library, in this process.</summary>
/// <remarks>
/// This assembly is loaded a second time together with them, so both versions are driven by the same code and the library's public members
/// that it uses must be in both.
/// </remarks>
/// <param name="folder">Where they lie.</param>
internal sealed class OtherVersion(string folder)
{
    private readonly Func<string, string, int, (Func<IReadOnlyDictionary<string, float[]>> Probe, Action Run)> _open = Entry(folder);

    /// <summary>Our side of a case, by the other version.</summary>
    /// <param name="entry">The case.</param>
    /// <param name="threads">Threads, at least 1.</param>
    public IContender Open(ContestCase entry, int threads) => new Side(_open(entry.Kind, entry.Name, threads));

    private static Func<string, string, int, (Func<IReadOnlyDictionary<string, float[]>>, Action)> Entry(string folder)
    {
        Assembly here = typeof(OtherVersionEntry).Assembly;
        MethodInfo open = new Context(folder, here).LoadFromAssemblyPath(here.Location)
            .GetType(typeof(OtherVersionEntry).FullName!, throwOnError: true)!
            .GetMethod(nameof(OtherVersionEntry.Open))!;
        return open.CreateDelegate<Func<string, string, int, (Func<IReadOnlyDictionary<string, float[]>>, Action)>>();
    }

    /// <summary>The other version's assemblies and this one; all that is not ours is shared.</summary>
    private sealed class Context(string folder, Assembly here) : AssemblyLoadContext($"Recurrent from {folder}")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (assemblyName.Name is not { } name || !name.StartsWith("Recurrent.", StringComparison.Ordinal))
            {
                return null;
            }

            return LoadFromAssemblyPath(name == here.GetName().Name ? here.Location : Path.Combine(folder, name + ".dll"));
        }
    }

    private sealed class Side((Func<IReadOnlyDictionary<string, float[]>> Probe, Action Run) side) : IContender
    {
        public string Name => "other version";

        public IReadOnlyDictionary<string, float[]> Probe() => side.Probe();

        public void Run() => side.Run();

        public void Dispose()
        {
            // Managed memory only.
        }
    }
}
