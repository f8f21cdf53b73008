namespace Recurrent.Interop.Tests.Weights;

/// <summary>Changes a good file in one of the ways files break, or are made to break readers.</summary>
internal static class FileDamage
{
    private static readonly byte[][] Numbers =
    [
        [0, 0, 0, 0, 0, 0, 0, 0], [255, 255, 255, 255, 255, 255, 255, 255], [255, 255, 255, 255, 255, 255, 255, 127], [255, 255, 255, 127], [0, 0, 0, 128], [255, 255], [1, 0, 0, 0, 0, 0, 0, 0],
    ];

    public static byte[] Apply(byte[] good, FuzzNumbers random)
    {
        byte[] damaged = [.. good];
        int times = 1 + random.Below(4);
        for (int time = 0; time < times && damaged.Length > 0; time++)
        {
            damaged = Once(damaged, random);
        }

        return damaged;
    }

    /// <summary>A zip archive without check sums (0 stands for none), so that damage gets as far as to what reads the bytes; other files as they are.</summary>
    public static byte[] WithoutSums(byte[] file)
    {
        ReadOnlySpan<byte> signature = [0x50, 0x4b, 1, 2];
        byte[] changed = [.. file];
        for (int at = 0; file.AsSpan().StartsWith("PK"u8) && at + 20 <= file.Length; at++)
        {
            if (file.AsSpan(at).StartsWith(signature))
            {
                changed.AsSpan(at + 16, sizeof(uint)).Clear();
            }
        }

        return changed;
    }

    private static byte[] Once(byte[] bytes, FuzzNumbers random)
    {
        int at = Place(bytes.Length, random);
        switch (random.Below(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Below(8));
                return bytes;
            case 1:
                bytes[at] = random.Byte();
                return bytes;
            case 2:
                byte[] number = Numbers[random.Below(Numbers.Length)];
                number.AsSpan(0, Math.Min(number.Length, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 3:
                return bytes[..at];
            case 4:
                return [.. bytes[..at], random.Byte(), .. bytes[at..]];
            case 5:
                int cut = Math.Min(bytes.Length - at, 1 + random.Below(16));
                return [.. bytes[..at], .. bytes[(at + cut)..]];
            case 6:
                // A piece of the file over another one: addresses and names that are valid, and wrong.
                int from = Place(bytes.Length, random), length = Math.Min(1 + random.Below(40), bytes.Length - Math.Max(at, from));
                bytes.AsSpan(from, length).ToArray().CopyTo(bytes.AsSpan(at));
                return bytes;
            default:
                // Digits and letters of names, so that texts stay texts.
                int start = at;
                while (at < bytes.Length && at < start + 200 && !char.IsAsciiLetterOrDigit((char)bytes[at]))
                {
                    at++;
                }

                if (at < bytes.Length)
                {
                    bytes[at] = (byte)(char.IsAsciiDigit((char)bytes[at]) ? '0' + random.Below(10) : 'a' + random.Below(26));
                }

                return bytes;
        }
    }

    /// <summary>Anywhere; more often near the start and the end, where headers and directories are.</summary>
    private static int Place(int length, FuzzNumbers random) => random.Below(3) switch
    {
        0 => random.Below(Math.Min(length, 2000)),
        1 => length - 1 - random.Below(Math.Min(length, 2000)),
        _ => random.Below(length),
    };
}
