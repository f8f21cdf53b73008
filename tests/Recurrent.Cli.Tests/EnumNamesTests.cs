using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Recurrent.Tensors.Storage;

namespace Recurrent.Cli.Tests;

/// <summary>Enumerations stand in files by name: without the converter they would be numbers, which change their meaning when a value is put between.</summary>
public sealed class EnumNamesTests
{
    [Fact]
    public void Every_enumeration_in_what_is_stored_or_written_is_read_and_written_by_name()
    {
        var contexts = Assemblies().SelectMany(static assembly => assembly.GetTypes()).Where(static type => type.IsSubclassOf(typeof(JsonSerializerContext))).ToArray();
        Assert.True(contexts.Length > 20, $"{contexts.Length} contexts");
        var found = new HashSet<Type>();
        foreach (var context in contexts) Follow(context, found);
        var enumerations = found.Where(static type => type.IsEnum).ToArray();
        Assert.Contains(typeof(Tensors.Sequences.RnnActivation), enumerations);
        Assert.Contains(typeof(TimeSeries.Reading.MissingValues), enumerations);
        Assert.Empty(enumerations.Where(static type => !HasNames(type)).Select(static type => type.FullName));
    }

    /// <summary>The command line and all libraries it is made of.</summary>
    private static HashSet<Assembly> Assemblies()
    {
        var found = new HashSet<Assembly>();
        var open = new Stack<Assembly>([typeof(CommandLineApp).Assembly]);
        while (open.TryPop(out var assembly))
        {
            if (!found.Add(assembly)) continue;
            foreach (var name in assembly.GetReferencedAssemblies().Where(static name => name.Name!.StartsWith("Recurrent.", StringComparison.Ordinal)))
                open.Push(Assembly.Load(name));
        }

        return found;
    }

    /// <summary>Adds every type a context knows how to read or write, from those it names down to their properties and elements.</summary>
    private static void Follow(Type context, HashSet<Type> found)
    {
        var options = ((JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).Options;
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(context.GetCustomAttributesData()
            .Where(static one => one.AttributeType == typeof(JsonSerializableAttribute))
            .Select(static one => (Type)one.ConstructorArguments[0].Value!));
        Assert.NotEmpty(open);
        while (open.TryPop(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (!seen.Add(type)) continue;
            foreach (var next in Next(options.GetTypeInfo(type))) open.Push(next);
        }

        found.UnionWith(seen);
    }

    private static IEnumerable<Type> Next(JsonTypeInfo info) => info.Properties
        .Where(static property => property.CustomConverter is null)
        .Select(static property => property.PropertyType)
        .Concat(new[] { info.KeyType, info.ElementType }.OfType<Type>())
        .Concat(info.PolymorphismOptions?.DerivedTypes.Select(static derived => derived.DerivedType) ?? []);

    private static bool HasNames(Type type) => type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType == typeof(EnumNameConverter<>).MakeGenericType(type);
}
