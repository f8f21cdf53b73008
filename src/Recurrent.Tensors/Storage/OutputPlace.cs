using System.Runtime.InteropServices;

namespace Recurrent.Tensors.Storage;

/// <summary>Where bytes for a path go in the end.</summary>
/// <param name="Path">The path behind all symbolic links; it need not exist.</param>
/// <param name="Mode">How it is opened when <paramref name="IsWrittenThrough"/>.</param>
/// <param name="IsWrittenThrough">Whether it is a pipe, a device or an open descriptor, which a rename would replace instead of writing to it.</param>
internal readonly record struct OutputPlace(string Path, FileMode Mode, bool IsWrittenThrough)
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int LongestAnswer = 256;
    private const int ModePlace = 28;
    private const int TypeBits = 0xF000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;

    /// <summary>Follows a path to its end.</summary>
    /// <exception cref="IOException">Its symbolic links go round in a circle.</exception>
    public static OutputPlace Of(string path)
    {
        var place = System.IO.Path.GetFullPath(path);
        for (var links = 0; links <= MostLinks; links++)
        {
            // What a descriptor links to may be gone, or open at another position than its start.
            if (IsDescriptor(place)) return new OutputPlace(place, FileMode.Append, IsWrittenThrough: true);
            if (new FileInfo(place).LinkTarget is not { } target) return new OutputPlace(place, FileMode.Open, IsSpecial(place));
            place = System.IO.Path.GetFullPath(target, System.IO.Path.GetDirectoryName(place)!);
        }

        throw new IOException($"'{path}' leads through more than {MostLinks} symbolic links; name the file itself.");
    }

    private static bool IsDescriptor(string place)
    {
        if (OperatingSystem.IsWindows() || System.IO.Path.GetDirectoryName(place) is not { } folder) return false;
        return folder == "/dev/fd" || (folder.StartsWith("/proc/", StringComparison.Ordinal) && folder.EndsWith("/fd", StringComparison.Ordinal));
    }

    private static bool IsSpecial(string place)
    {
        if (OperatingSystem.IsWindows()) return false;
        var isDevice = place.StartsWith("/dev/", StringComparison.Ordinal);
        return OperatingSystem.IsLinux() && TypeOf(place) is { } type ? type is not (RegularFile or Folder) : isDevice;
    }

    /// <summary>The type of what is there, a regular file's where nothing is; null where the system cannot be asked.</summary>
    private static int? TypeOf(string place)
    {
        var answer = new byte[LongestAnswer];
        try
        {
            return Describe(CurrentFolder, place, 0, TypeOnly, answer) == 0 ? BitConverter.ToUInt16(answer, ModePlace) & TypeBits : RegularFile;
        }
        catch (EntryPointNotFoundException)
        {
            // The C library is older than the call: glibc 2.28 and musl 1.2.5 have it.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Describe(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] answer);
}
