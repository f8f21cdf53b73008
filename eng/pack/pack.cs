// Compresses a file with Brotli as small as it gets: for eng/aot.sh, whose program unpacks it with what .NET has.
// usage: dotnet run -c Release eng/pack/pack.cs -- FILE FILE.br
using System.IO.Compression;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: FILE FILE.br");
    return 2;
}

using FileStream source = File.OpenRead(args[0]);
using FileStream target = File.Create(args[1]);
using var packed = new BrotliStream(target, CompressionLevel.SmallestSize);
source.CopyTo(packed);
return 0;
