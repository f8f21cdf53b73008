using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Copies a reference assembly and marks what is internal in it as public, so that the compiler sees it as it would with InternalsVisibleTo.
/// Only the copy the compiler reads is changed (ECMA-335, II.22 and II.24); nothing of it is shipped.
/// </summary>
public sealed class OpenReference : Task
{
    private const int Module = 0x00, TypeRef = 0x01, TypeDef = 0x02, FieldPointer = 0x03, Field = 0x04, MethodPointer = 0x05, Method = 0x06;
    private const int Parameter = 0x08, TypeSpec = 0x1B, ModuleRef = 0x1A, AssemblyRef = 0x23;
    private byte[] _bytes = Array.Empty<byte>();
    private readonly int[] _rows = new int[64];

    [Required]
    public string Source { get; set; } = "";

    [Required]
    public string Destination { get; set; } = "";

    public override bool Execute()
    {
        _bytes = File.ReadAllBytes(Source);
        OpenTables(TablesStart());
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        File.WriteAllBytes(Destination, _bytes);
        return true;
    }

    /// <summary>The place of the stream named #~.</summary>
    private int TablesStart()
    {
        var root = Offset(Int(Offset(Int(OptionalHeader() + (Short(OptionalHeader()) == 0x20B ? 224 : 208))) + 8));
        var at = root + 16 + Int(root + 12);
        var streams = Short(at + 2);
        at += 4;
        for (var stream = 0; stream < streams; stream++)
        {
            var end = at + 8;
            while (_bytes[end] != 0) end++;
            if (Encoding.ASCII.GetString(_bytes, at + 8, end - at - 8) == "#~") return root + Int(at);
            at += 8 + ((end - at - 8) / 4 * 4) + 4;
        }

        throw new InvalidDataException(Source + " has no metadata tables.");
    }

    private void OpenTables(int start)
    {
        var wide = _bytes[start + 6];
        int text = (wide & 1) != 0 ? 4 : 2, guid = (wide & 2) != 0 ? 4 : 2, blob = (wide & 4) != 0 ? 4 : 2;
        var valid = BitConverter.ToUInt64(_bytes, start + 8);
        var at = start + 24;
        for (var table = 0; table < 64; table++)
            if ((valid >> table & 1) != 0) (_rows[table], at) = (Int(at), at + 4);
        at += _rows[Module] * (2 + text + (3 * guid));
        at += _rows[TypeRef] * (Coded(2, Module, ModuleRef, AssemblyRef, TypeRef) + (2 * text));
        at = Open(at, _rows[TypeDef], 4 + (2 * text) + Coded(2, TypeDef, TypeRef, TypeSpec) + Index(Field) + Index(Method), 0, OpenedType);
        at += _rows[FieldPointer] * Index(Field);
        at = Open(at, _rows[Field], 2 + text + blob, 0, OpenedMember);
        at += _rows[MethodPointer] * Index(Method);
        Open(at, _rows[Method], 8 + text + blob + Index(Parameter), 6, OpenedMember);
    }

    private int Open(int at, int rows, int size, int flags, Func<int, int> opened)
    {
        for (var row = 0; row < rows; row++, at += size) _bytes[at + flags] = (byte)(_bytes[at + flags] & ~7 | opened(_bytes[at + flags] & 7));
        return at;
    }

    /// <summary>Not public becomes public; nested and assembly-wide (5, 6, 7) becomes nested public.</summary>
    private static int OpenedType(int visibility) => visibility switch { 0 => 1, >= 5 => 2, _ => visibility };

    /// <summary>Assembly-wide (3) becomes public; family-and or family-or assembly (2, 5) becomes family.</summary>
    private static int OpenedMember(int visibility) => visibility switch { 3 => 6, 2 or 5 => 4, _ => visibility };

    private int OptionalHeader() => Int(0x3C) + 24;

    /// <summary>Where an address of the loaded image stands in the file.</summary>
    private int Offset(int address)
    {
        var header = Int(0x3C);
        var section = OptionalHeader() + Short(header + 20);
        for (var rest = Short(header + 6); rest > 0; rest--, section += 40)
            if (address >= Int(section + 12) && address < Int(section + 12) + Int(section + 16)) return address - Int(section + 12) + Int(section + 20);
        throw new InvalidDataException(Source + " has no section at " + address + ".");
    }

    private int Index(int table) => _rows[table] > 0xFFFF ? 4 : 2;

    private int Coded(int bits, params int[] tables)
    {
        foreach (var table in tables)
            if (_rows[table] > 0xFFFF >> bits) return 4;
        return 2;
    }

    private int Int(int at) => BitConverter.ToInt32(_bytes, at);

    private int Short(int at) => BitConverter.ToUInt16(_bytes, at);
}
