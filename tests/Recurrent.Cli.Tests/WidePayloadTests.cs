using System.Buffers.Binary;
using Recurrent.Cli.Startup;
using Recurrent.Pack;
using ZstdSharp;

namespace Recurrent.Cli.Tests;

public sealed class WidePayloadTests : IDisposable
{
    private static readonly byte[] Narrow = Bytes(seed: 1, count: 200_000);

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Program_behind_the_end_of_a_file_comes_back_and_what_both_have_in_common_takes_no_room()
    {
        byte[] wide = [.. Narrow.AsSpan(500, 150_000), .. Bytes(seed: 2, count: 1_000), .. Narrow.AsSpan(0, 20_000)];
        var file = Packed(wide);
        Assert.Equal(wide, Unpacked(file));
        Assert.InRange(file.Length - Narrow.Length, 1_000, 3_000);
    }

    [Fact]
    public void Code_that_has_moved_takes_little_room_though_its_addresses_differ()
    {
        // Every tenth word is an address, which moves with what it points to.
        byte[] wide = [.. Narrow.AsSpan(0, 60_000), .. Bytes(seed: 5, count: 400), .. Narrow.AsSpan(60_000)];
        for (var place = 60_400; place + 4 <= wide.Length; place += 40)
            BinaryPrimitives.WriteInt32LittleEndian(wide.AsSpan(place), BinaryPrimitives.ReadInt32LittleEndian(wide.AsSpan(place)) + 400);
        var file = Packed(wide);
        Assert.Equal(wide, Unpacked(file));
        Assert.InRange(file.Length - Narrow.Length, 400, 6_000);
    }

    [Fact]
    public void Any_two_programs_with_parts_in_common_come_back_byte_for_byte()
    {
        for (var pair = 0; pair < 200; pair++)
        {
            var random = new Random(pair);
            var narrow = Bytes(random.Next(), random.Next(12_000));
            var wide = Composed(narrow, random);
            var unpacked = Unpacked(Packed(narrow, wide));
            Assert.True(unpacked is not null && wide.AsSpan().SequenceEqual(unpacked), $"pair {pair}: {narrow.Length} and {wide.Length} bytes");
        }
    }

    [Fact]
    public void Files_without_a_program_behind_their_end_give_none()
    {
        Assert.Null(Unpacked([]));
        Assert.Null(Unpacked(Narrow));
        Assert.Null(Unpacked([.. "RNNWIDE2"u8]));
    }

    [Fact]
    public void Damaged_files_never_give_a_program()
    {
        var good = Packed([.. Narrow.AsSpan(0, 50_000), .. Bytes(seed: 3, count: 2_000)]);
        var random = new Random(4);
        for (var variant = 0; variant < 500; variant++)
        {
            var file = good.ToArray();

            // The program, its dictionary where it is used, or the trailer.
            var place = variant % 5 == 0 ? random.Next(50_000) : random.Next(Narrow.Length, file.Length);
            file[place] ^= (byte)random.Next(1, 256);
            Assert.True(IsRefused(file), $"byte {place} was changed");
        }
    }

    [Theory]
    [InlineData(32)]
    [InlineData(24)]
    [InlineData(16)]
    public void Lengths_that_are_not_those_of_the_program_never_give_one(int fromEnd)
    {
        foreach (var change in new[] { -1, 1, 255 })
        {
            var file = Packed([.. Narrow.AsSpan(0, 50_000)]);
            var field = file.AsSpan(file.Length - fromEnd);
            BinaryPrimitives.WriteInt64LittleEndian(field, BinaryPrimitives.ReadInt64LittleEndian(field) + change);
            Assert.True(IsRefused(file), $"{change}");
        }
    }

    private byte[]? Unpacked(byte[] file)
    {
        var path = _scratch.Path("published");
        File.WriteAllBytes(path, file);
        using var published = File.OpenHandle(path);
        using var program = new MemoryStream();
        return WidePayload.Unpack(published, program) ? program.ToArray() : null;
    }

    private bool IsRefused(byte[] file)
    {
        try
        {
            return Unpacked(file) is null;
        }
        catch (Exception failure) when (failure is ZstdException or IOException)
        {
            return true;
        }
    }

    private static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Packed(byte[] wide) => Packed(Narrow, wide);

    private static byte[] Packed(byte[] narrow, byte[] wide) => [.. narrow, .. WidePacker.Pack(narrow, wide)];

    /// <summary>Up to twelve pieces: of the program's own, or from anywhere in the narrow one, some of them with bytes here and there changed.</summary>
    private static byte[] Composed(byte[] narrow, Random random)
    {
        var wide = new List<byte>();
        for (var pieces = random.Next(13); pieces > 0; pieces--)
        {
            var start = random.Next(narrow.Length + 1);
            byte[] piece = random.Next(3) == 0 ? Bytes(random.Next(), random.Next(500)) : narrow[start..random.Next(start, narrow.Length + 1)];
            for (var changes = random.Next(2) * piece.Length / 12; changes > 0; changes--) piece[random.Next(piece.Length)] += (byte)random.Next(256);
            wide.AddRange(piece);
        }

        return [.. wide];
    }
}
