using System.Runtime.CompilerServices;
using Etl.Text;

namespace Etl.Core.Normalization.Texts;

/// <summary>The quick questions: does the text need any cleaning at all?</summary>
static class CleanText
{
    /// <summary>
    /// True for a short cell that <see cref="IsCleanLine"/> and <see cref="IsCleanLines"/> hold for: the usual one, found at once. What
    /// the answer is for an empty cell does not matter.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LooksClean(ReadOnlySpan<byte> buffer, FieldSpan cell) =>
        ShortText.TryLoad(buffer, cell, out var text) && (text.IsCommonLine(out _) & text.StartsAsText);

    /// <summary>The same, where the text also has letters of both cases, or letters without case alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LooksLikeCleanName(ReadOnlySpan<byte> buffer, FieldSpan cell) =>
        ShortText.TryLoad(buffer, cell, out var text)
        && (text.IsCommonLine(out var isOfBothCasesOrNone) & isOfBothCasesOrNone & text.StartsAsText);

    /// <summary>The same as <see cref="LooksClean"/>, where the text also has no comma and no semicolon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LooksLikeCleanStreet(ReadOnlySpan<byte> buffer, FieldSpan cell) =>
        ShortText.TryLoad(buffer, cell, out var text)
        && (text.IsCommonLine(out _) & text.StartsAsText & !text.ContainsAny((byte)',', (byte)';'));

    /// <summary>True for a short value of the common scripts that <see cref="IsCleanLine"/> holds for, and, for a name, that is of both cases or of none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsCommon(ReadOnlySpan<byte> value, bool isName)
    {
        if (value.Length > ShortText.LengthMax)
        {
            return false;
        }
        var text = ShortText.Load(value);
        return text.IsCommonLine(out var isOfBothCasesOrNone) & text.StartsAsText & (isOfBothCasesOrNone | !isName);
    }

    /// <summary>True when the one-line text rules would change nothing. <paramref name="value"/> is not empty.</summary>
    public static bool IsCleanLine(ReadOnlySpan<byte> value) =>
        // Spreadsheet marks are looked at by the slow path.
        value[0] is not ((byte)'#' or (byte)'=' or (byte)'\'')
        && PlainText.IsLine(value, CharacterClasses.Plain);

    /// <summary>True when the rules for text of several lines would change nothing.</summary>
    public static bool IsCleanLines(ReadOnlySpan<byte> value) =>
        value[0] is not (<= (byte)' ' or (byte)'#')
        && value[^1] > ' '
        && PlainText.IsLines(value, CharacterClasses.Plain);

    /// <summary>True when the rules for identifiers would change nothing: no white space at the ends, no NUL.</summary>
    public static bool IsCleanIdentifier(ReadOnlySpan<byte> value)
    {
        const byte firstAscii = 0x21;
        const byte lastAscii = 0x7E;
        return value[0] is >= firstAscii and <= lastAscii
            && value[^1] is >= firstAscii and <= lastAscii
            && !value.Contains((byte)0);
    }
}
