namespace Recurrent.Tensors.Storage;

/// <summary>The version written beside everything that is stored.</summary>
public static class LibraryVersion
{
    /// <summary>Major, minor and patch of this library, such as <c>0.1.0</c>.</summary>
    public static string Current { get; } = typeof(LibraryVersion).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "unknown";
}
