#!/usr/bin/env python3
"""Writes src/Recurrent.Text/Normalization/UnicodeTables.cs from the Unicode data of this Python.

The libraries run without ICU, where .NET leaves text as it is instead of normalising it. What a character decomposes to never changes
once it is assigned (Unicode Standard, stability policy), so older data give the same result for the characters they know.
usage: eng/unicode-tables.py
"""
import pathlib
import unicodedata

HANGUL = range(0xAC00, 0xAC00 + 11172)


def decomposition(code):
    text = unicodedata.decomposition(chr(code))
    if not text or text.startswith("<") or code in HANGUL:
        return None
    parts = [int(part, 16) for part in text.split()]
    return parts + [0] * (2 - len(parts))


def lines(numbers, per_line):
    rows = [numbers[i:i + per_line] for i in range(0, len(numbers), per_line)]
    return "\n".join("        " + " ".join(f"0x{number:X}," for number in row) for row in rows)


composites, others, classes = [], [], []
for code in range(0x110000):
    if 0xD800 <= code <= 0xDFFF:
        continue
    parts = decomposition(code)
    if parts:
        (composites if unicodedata.normalize("NFC", chr(code)) == chr(code) else others).extend([code] + parts)
    combining = unicodedata.combining(chr(code))
    if combining:
        if classes and classes[-1] == combining and classes[-2] == code - 1:
            classes[-2] = code
        else:
            classes.extend([code, code, combining])

target = pathlib.Path(__file__).parent.parent / "src/Recurrent.Text/Normalization/UnicodeTables.cs"
target.write_text(f"""namespace Recurrent.Text.Normalization;

/// <summary>Canonical decompositions and combining classes of Unicode {unicodedata.unidata_version}; written by <c>eng/unicode-tables.py</c>.</summary>
internal static class UnicodeTables
{{
    /// <summary>Triples: a character, and the two that compose it.</summary>
    public static ReadOnlySpan<int> Composites =>
    [
{lines(composites, 18)}
    ];

    /// <summary>Triples: a character that only decomposes, and the one or two (else 0) it becomes.</summary>
    public static ReadOnlySpan<int> Others =>
    [
{lines(others, 18)}
    ];

    /// <summary>Triples: first and last character of a run, and its combining class, which is not 0.</summary>
    public static ReadOnlySpan<int> CombiningClasses =>
    [
{lines(classes, 18)}
    ];
}}
""", encoding="utf-8", newline="\n")
print(f"{len(composites) // 3} composites, {len(others) // 3} others, {len(classes) // 3} runs of combining classes")
