using Etl.Core.Batches;

namespace Etl.Databases.Postgres.Encoders;

/// <summary>boolean: one byte. Takes true, false, yes, no, on, off and what these words start with, 1 and 0, in any case.</summary>
sealed class BoolEncoder : CellEncoder
{
    const int WordLengthMax = 5;

    /// <inheritdoc/>
    public override string? Encode(ReadOnlySpan<byte> utf8, EncodedRows output)
    {
        var value = Read(Trim(utf8));
        if (value is null)
        {
            return Refusal(utf8, SqlState.Syntax);
        }
        Field(output, 1)[0] = value.Value ? (byte)1 : (byte)0;
        return null;
    }

    static bool? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > WordLengthMax)
        {
            return null;
        }
        Span<byte> word = stackalloc byte[WordLengthMax];
        for (var index = 0; index < text.Length; index++)
        {
            word[index] = text[index] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[index] | 0x20) : text[index];
        }
        word = word[..text.Length];
        return word[0] switch
        {
            (byte)'t' when "true"u8.StartsWith(word) => true,
            (byte)'y' when "yes"u8.StartsWith(word) => true,
            (byte)'f' when "false"u8.StartsWith(word) => false,
            (byte)'n' when "no"u8.StartsWith(word) => false,
            // "o" may become on or off.
            (byte)'o' when word.SequenceEqual("on"u8) => true,
            (byte)'o' when word.Length > 1 && "off"u8.StartsWith(word) => false,
            (byte)'1' when word.Length == 1 => true,
            (byte)'0' when word.Length == 1 => false,
            _ => null,
        };
    }
}
