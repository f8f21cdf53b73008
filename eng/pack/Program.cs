// Puts the wide program behind the end of the narrow one, as its difference from it: for eng/aot.sh, whose program puts it together again
// (Startup/WidePayload.cs).
// usage: dotnet run -c Release --project eng/pack -- NARROW WIDE OUTPUT
using Recurrent.Pack;

if (args.Length != 3)
{
    Console.Error.WriteLine("usage: NARROW WIDE OUTPUT");
    return 2;
}

byte[] narrow = File.ReadAllBytes(args[0]), wide = File.ReadAllBytes(args[1]), packed = WidePacker.Pack(narrow, wide);
using FileStream output = File.Create(args[2]);
output.Write(narrow);
output.Write(packed);
Console.WriteLine($"{wide.Length:N0} bytes packed into {packed.Length:N0}");
return 0;
