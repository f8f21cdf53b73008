// Puts the wide program behind the end of the narrow one, packed with Zstandard against it: for eng/aot.sh, whose program unpacks it (Startup/WidePayload.cs).
// usage: dotnet run -c Release eng/pack/pack.cs -- NARROW WIDE OUTPUT
#:package ZstdSharp.Port
using System.Buffers.Binary;
using ZstdSharp;
using ZstdSharp.Unsafe;

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: NARROW WIDE OUTPUT");
    return 2;
}

byte[] narrow = File.ReadAllBytes(args[0]), wide = File.ReadAllBytes(args[1]);
using var compressor = new Compressor(Compressor.MaxCompressionLevel);
compressor.SetParameter(ZSTD_cParameter.ZSTD_c_windowLog, 27);
compressor.SetParameter(ZSTD_cParameter.ZSTD_c_enableLongDistanceMatching, 1);
// Without it a damaged file could unpack into a program that is none.
compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
compressor.LoadDictionary(narrow);
ReadOnlySpan<byte> packed = compressor.Wrap(wide);

var trailer = new byte[24];
BinaryPrimitives.WriteInt64LittleEndian(trailer, packed.Length);
BinaryPrimitives.WriteInt64LittleEndian(trailer.AsSpan(8), wide.Length);
"RNNWIDE1"u8.CopyTo(trailer.AsSpan(16));
using FileStream output = File.Create(args[2]);
output.Write(narrow);
output.Write(packed);
output.Write(trailer);
Console.WriteLine($"{wide.Length:N0} bytes packed into {packed.Length:N0}");
return 0;
