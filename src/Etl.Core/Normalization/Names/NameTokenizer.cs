using System.Buffers;
using System.Globalization;
using System.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>
/// Cuts a full name into words at spaces, commas and the middle dots of East Asian texts. What stands in quotes or brackets is one word, a nickname.
/// A value that holds anything else than letters, marks, hyphens, apostrophes and dots is no name that can be told.
/// </summary>
static class NameTokenizer
{
    static readonly (byte[] Open, byte[] Close)[] pairs =
    [
        ([.. "\""u8], [.. "\""u8]),
        ([.. "("u8], [.. ")"u8]),
        ([.. "["u8], [.. "]"u8]),
        ([.. "“"u8], [.. "”"u8]),
        ([.. "„"u8], [.. "“"u8]),
        ([.. "«"u8], [.. "»"u8]),
        ([.. "（"u8], [.. "）"u8]),
        ([.. "‘"u8], [.. "’"u8]),
        ([.. "'"u8], [.. "'"u8]),
    ];

    static readonly SearchValues<byte> plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz .-"u8
    );

    /// <summary>Cuts the value of a split at spaces and commas, whatever the words are; false when there are too many.</summary>
    public static bool Cut(ref NameSplit split)
    {
        for (var start = 0; start < split.Value.Length; )
        {
            var length = split.Value[start..].IndexOfAny((byte)' ', (byte)',');
            var end = length < 0 ? split.Value.Length : start + length;
            if (end > start && !split.TryAdd(start, end - start, NamePart.Unknown))
            {
                return false;
            }
            if (end < split.Value.Length && split.Value[end] == ',' && split.Count > 0)
            {
                split.Tokens[^1].HasComma = true;
            }
            start = end + 1;
        }
        return true;
    }

    /// <summary>True for letters of ASCII, spaces, dots and hyphens alone, which <see cref="Cut"/> cuts as <see cref="Tokenize"/> does.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> value) => !value.ContainsAnyExcept(plain);

    /// <summary>Cuts the value of a split; false when it cannot be told.</summary>
    /// <param name="split">Gets the words.</param>
    /// <param name="hasMiddleDot">True when a middle dot divides words: then the given name comes first.</param>
    public static bool Tokenize(ref NameSplit split, out bool hasMiddleDot)
    {
        hasMiddleDot = false;
        var value = split.Value;
        var start = 0;
        var at = 0;
        while (at < value.Length)
        {
            if ((at == start || IsBracket(value[at..])) && TryReadNickname(ref split, start, at, out var nicknameEnd))
            {
                if (nicknameEnd < 0)
                {
                    return false;
                }
                start = at = nicknameEnd;
                continue;
            }
            if (Rune.DecodeFromUtf8(value[at..], out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }
            var boundary = BoundaryOf(rune);
            hasMiddleDot |= boundary == Boundary.Dot;
            if (boundary != Boundary.None)
            {
                if (!TryEnd(ref split, start, at, boundary))
                {
                    return false;
                }
                start = at + length;
            }
            else if (!IsOfWord(rune))
            {
                return false;
            }
            at += length;
        }
        return TryEnd(ref split, start, at, Boundary.Space);
    }

    static bool TryEnd(ref NameSplit split, int start, int end, Boundary boundary)
    {
        if (end > start && !split.TryAdd(start, end - start, NamePart.Unknown))
        {
            return false;
        }
        if (boundary == Boundary.Comma)
        {
            if (split.Count == 0)
            {
                return false;
            }
            split.Tokens[^1].HasComma = true;
        }
        return true;
    }

    // True when a pair of quotes or brackets starts here; end is behind it, or −1 when it holds no nickname.
    static bool TryReadNickname(ref NameSplit split, int start, int at, out int end)
    {
        end = -1;
        var rest = split.Value[at..];
        foreach (var (open, close) in pairs)
        {
            if (!rest.StartsWith(open))
            {
                continue;
            }
            var inner = rest[open.Length..];
            var length = LengthOfQuoted(inner, close);
            if (length < 0)
            {
                return !IsApostrophe(open); // 't Hooft
            }
            var behind = at + open.Length + length + close.Length;
            var isTail = NameWords.Is(split.Value[at..behind], NameClass.TitleTail); // Dipl.-Ing. (FH)
            var isTitle = IsBracket(rest) && LooseTitles.AreAll(inner[..length]);
            if (
                (isTail || isTitle || Nicknames.Is(split, inner[..length], IsBracket(rest), split.Value[behind..]))
                && TryEnd(ref split, start, at, Boundary.Space)
                && (
                    isTail
                        ? split.TryAdd(at, behind - at, NamePart.Unknown)
                        : split.TryAdd(at + open.Length, length, isTitle ? NamePart.Prefix : NamePart.Nickname)
                )
            )
            {
                end = behind;
            }
            return true;
        }
        return false;
    }

    // Brackets may follow a word without a space.
    static bool IsBracket(ReadOnlySpan<byte> rest) => rest[0] is (byte)'(' or (byte)'[' || rest.StartsWith("（"u8);

    static bool IsApostrophe(ReadOnlySpan<byte> open) => open.SequenceEqual("'"u8) || open.SequenceEqual("‘"u8);

    // The closing quote stands before a space, a comma or the end.
    static int LengthOfQuoted(ReadOnlySpan<byte> inner, ReadOnlySpan<byte> close)
    {
        var from = 0;
        while (inner[from..].IndexOf(close) is var found and >= 0)
        {
            var behind = from + found + close.Length;
            if (behind == inner.Length || inner[behind] is (byte)' ' or (byte)',')
            {
                return from + found;
            }
            from = behind;
        }
        return -1;
    }

    static Boundary BoundaryOf(Rune rune) =>
        rune.Value switch
        {
            ' ' or 0x3000 => Boundary.Space,
            ',' or 0xFF0C or 0x3001 => Boundary.Comma,
            0x30FB or 0x00B7 => Boundary.Dot,
            _ => Boundary.None,
        };

    /// <summary>True for letters, marks, hyphens, apostrophes and dots.</summary>
    public static bool IsOfWord(Rune rune) =>
        rune.IsAscii
            ? Rune.IsLetter(rune) || rune.Value is '-' or '\'' or '.' or '`'
            : Rune.IsLetter(rune)
                || rune.Value is 0x2019 or 0x2018 or 0x02BC or 0x2010 or 0x2011 or 0x200C or 0x200D
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.NonSpacingMark
                        or UnicodeCategory.SpacingCombiningMark;

    enum Boundary
    {
        None,
        Space,
        Comma,
        Dot,
    }
}
