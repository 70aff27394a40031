using System.Buffers;
using System.Text;
using Etl.Core.Diagnostics;

namespace Etl.Core.Normalization.Texts;

/// <summary>
/// One pass over a value, character by character: drops what must not be there and unifies white space.
/// <para>Zero-width joiners and non-joiners are kept between two characters of U+0600 or above that are not white space
/// (Arabic and Indic letters, emoji), where they change what is shown; anywhere else they are dropped.</para>
/// </summary>
ref struct TextScrubber
{
    /// <summary>From here on (Arabic, then Syriac, Indic scripts, ... emoji) joiners carry meaning.</summary>
    const int FirstJoinable = 0x0600;

    readonly CellEdit cell;
    readonly bool keepLines;
    readonly Span<byte> output;
    int count;
    int spaceCount;
    bool isPlainSpace;
    bool needsComposing;
    int previous;

    TextScrubber(CellEdit cell, bool keepLines)
    {
        this.cell = cell;
        this.keepLines = keepLines;
        output = cell.RentOutput(cell.Value.Length);
    }

    /// <summary>Scrubs the value; false when that changed nothing. Ill-formed UTF-8 is left as it is.</summary>
    public static bool Scrub(CellEdit cell, bool keepLines, out bool needsComposing)
    {
        var scrubber = new TextScrubber(cell, keepLines);
        if (!scrubber.Run())
        {
            needsComposing = false;
            return false;
        }
        needsComposing = scrubber.needsComposing;
        var result = scrubber.output[..scrubber.count];
        if (result.SequenceEqual(cell.Value))
        {
            return false;
        }
        cell.KeepOutput(scrubber.count);
        TextRules.Trim(cell);
        return true;
    }

    bool Run()
    {
        var rest = cell.Value;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(rest, out var rune, out var length) != OperationStatus.Done)
            {
                return false;
            }
            var character = rest[..length];
            rest = rest[length..];
            switch (CharacterClasses.Of(rune))
            {
                case CharacterClass.Plain:
                    Emit(character, rune.Value);
                    break;
                case CharacterClass.Composing:
                    needsComposing = true;
                    Emit(character, rune.Value);
                    break;
                case CharacterClass.Space when keepLines:
                    Emit(character, previousValue: 0);
                    break;
                case CharacterClass.LineBreak when keepLines:
                    rest = EmitLineBreak(rune.Value, rest);
                    break;
                case CharacterClass.Space:
                case CharacterClass.LineBreak:
                    isPlainSpace = spaceCount++ == 0 && rune.Value == ' ';
                    previous = 0;
                    break;
                case CharacterClass.Joiner when CanJoin(rest):
                    Emit(character, previousValue: 0);
                    break;
                case CharacterClass.Null:
                    cell.Note(Codes.TextNullRemoved);
                    break;
                case CharacterClass.Control:
                    cell.Note(Codes.TextControlsRemoved);
                    break;
                default:
                    cell.Note(Codes.TextInvisibleRemoved);
                    break;
            }
        }
        if (spaceCount > 0)
        {
            cell.Note(Codes.TextTrimmed);
        }
        return true;
    }

    void Emit(ReadOnlySpan<byte> character, int previousValue)
    {
        if (spaceCount > 0)
        {
            EmitSpace();
        }
        character.CopyTo(output[count..]);
        count += character.Length;
        previous = previousValue;
    }

    void EmitSpace()
    {
        if (count == 0)
        {
            cell.Note(Codes.TextTrimmed);
        }
        else
        {
            output[count++] = (byte)' ';
            if (!isPlainSpace)
            {
                cell.Note(Codes.TextSpacesCollapsed);
            }
        }
        spaceCount = 0;
    }

    ReadOnlySpan<byte> EmitLineBreak(int value, ReadOnlySpan<byte> rest)
    {
        output[count++] = (byte)'\n';
        previous = 0;
        if (value == '\n')
        {
            return rest;
        }
        cell.Note(Codes.TextLineBreaksUnified);
        return value == '\r' && !rest.IsEmpty && rest[0] == '\n' ? rest[1..] : rest;
    }

    readonly bool CanJoin(ReadOnlySpan<byte> rest) =>
        previous >= FirstJoinable
        && Rune.DecodeFromUtf8(rest, out var next, out _) == OperationStatus.Done
        && next.Value >= FirstJoinable
        && CharacterClasses.Of(next) is CharacterClass.Plain or CharacterClass.Composing;
}
