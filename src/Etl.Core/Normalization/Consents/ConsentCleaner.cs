using System.Collections.Frozen;
using System.Text;
using Etl.Core.Batches;
using Etl.Core.Diagnostics;
using Etl.Core.Normalization.Texts;
using Etl.Text;

namespace Etl.Core.Normalization.Consents;

/// <summary>
/// A consent: one of <c>subscribed</c>, <c>unsubscribed</c>, <c>pending</c>, <c>cleaned</c> where the word is known (case,
/// spaces and punctuation do not count), otherwise the text as it is, flagged. Nothing unknown is ever taken for a consent.
/// </summary>
readonly struct ConsentCleaner : ICellCleaner
{
    const int WordLengthMax = 32;

    static readonly FrozenDictionary<string, byte[]> states = Make();
    static readonly FrozenDictionary<string, byte[]>.AlternateLookup<ReadOnlySpan<char>> lookup =
        states.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public bool LooksClean(RecordBatch batch, ReadOnlySpan<byte> buffer, int row, FieldSpan cell) => false;

    /// <inheritdoc/>
    public bool IsClean(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("subscribed"u8) || value.SequenceEqual("unsubscribed"u8);

    /// <inheritdoc/>
    public void Clean(CellEdit cell)
    {
        TextRules.CleanLine(cell);
        if (cell.Value.IsEmpty)
        {
            return;
        }
        if (StateOf(cell.Value) is not { } state)
        {
            cell.Note(Codes.ConsentUnknown);
            return;
        }
        if (!cell.Value.SequenceEqual(state))
        {
            state.CopyTo(cell.RentOutput(state.Length));
            cell.Note(Codes.ConsentMapped);
            cell.KeepOutput(state.Length);
        }
    }

    /// <summary>The state that a word means; null for words that are not known.</summary>
    public static byte[]? StateOf(ReadOnlySpan<byte> value)
    {
        Span<char> word = stackalloc char[WordLengthMax];
        return lookup.TryGetValue(word[..MakeWord(value, word)], out var state) ? state : null;
    }

    static int MakeWord(ReadOnlySpan<byte> value, Span<char> word)
    {
        var count = 0;
        foreach (var character in value)
        {
            if (character >= 0x80 || count == word.Length)
            {
                return 0;
            }
            if (char.IsAsciiLetterOrDigit((char)character))
            {
                word[count++] = char.ToLowerInvariant((char)character);
            }
        }
        return count;
    }

    static FrozenDictionary<string, byte[]> Make()
    {
        var table = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        Add("subscribed", "subscribed subscribe yes y true t 1 on optin optedin confirmed granted consented agreed");
        Add(
            "unsubscribed",
            "unsubscribed unsubscribe no n false f 0 off optout optedout revoked denied donotcontact donotemail"
        );
        Add("pending", "pending unconfirmed");
        Add("cleaned", "cleaned bounced bounce hardbounce hardbounced");
        return table.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(string state, string words)
        {
            var bytes = Encoding.UTF8.GetBytes(state);
            foreach (var word in words.Split(' '))
            {
                table.Add(word, bytes);
            }
        }
    }
}
