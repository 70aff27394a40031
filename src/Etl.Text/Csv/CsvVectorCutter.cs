using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>The cutter over masks of 64 bytes; the lexer helps out over chunks that are not regular.</summary>
/// <remarks>
/// <para>
/// Only the buffer's end matters, so it is read from there on backward to the next quote that tells by itself where a field starts
/// (<see cref="StartsField"/>), and forward again from there. In most files that is a matter of a few rows.
/// </para>
/// <para>
/// Where it is not, the whole buffer is read forward, and nothing but quotes is looked for: <see cref="CsvQuoteProof"/> tells what is inside them
/// at each place. The last row end is then found backward from the buffer's end, where the parity is known.
/// </para>
/// <para>
/// At the first chunk that breaks a rule of the proof the lexer takes over, from the last record end before it to the first one behind
/// it; then masks go on. So a byte before the last few rows is scanned at most four times by masks, and the lexer's bound on its own work stays what it is.
/// </para>
/// </remarks>
sealed class CsvVectorCutter<TChunk>(CsvSyntax syntax) : CsvCutter
    where TChunk : struct, IChunk<TChunk>
{
    const int ChunkLength = 64;

    /// <summary>Bytes at the end whose quotes are asked, from the last one on, before the whole buffer is read: a hundred usual rows.</summary>
    const int EndLength = 16 * 1024;

    /// <summary>Most quotes that are asked, which bounds how often these bytes are read.</summary>
    const int QuotesMax = 32;

    readonly CsvLexer lexer = new(syntax);
    readonly byte delimiter = syntax.Delimiter[0];
    readonly byte quote = syntax.Quote;

    /// <summary>All ones, or zero when the grammar has no quotes, so that NUL bytes are not taken for them.</summary>
    readonly ulong quoteMask = syntax.Quote == 0 ? 0 : ulong.MaxValue;

    public override int Cut(ReadOnlySpan<byte> buffer, bool isEndOfInput)
    {
        if (isEndOfInput)
        {
            return buffer.Length;
        }
        // A CR at the end may be half of a CRLF. Without it, every line end that is seen is decided.
        var isUndecided = buffer.Length > 0 && buffer[^1] == '\r';
        var decided = isUndecided ? buffer[..^1] : buffer;
        if (TryCutFromBehind(decided, isUndecided, out var position))
        {
            return position;
        }
        position = 0;
        while (true)
        {
            var isProved = TryCut(decided[position..], out var length, out var scanned, out var isInside);
            var stop = position + scanned;
            position += length;
            // The CR that was left out may be the one line break or byte too many for a field that is still open.
            if (isProved && !(isUndecided && isInside))
            {
                return position;
            }
            stop = isProved ? buffer.Length : stop;
            position = lexer.ReadRecords(buffer, position, stop, isEndOfInput, rows: null);
            if (position < stop)
            {
                return position;
            }
        }
    }

    /// <summary>Looks for the end of the last record near the end alone. False, with 0, when that does not tell it.</summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="isUndecided">True when a CR was left out behind them.</param>
    /// <param name="length">Index behind the last record.</param>
    bool TryCutFromBehind(ReadOnlySpan<byte> buffer, bool isUndecided, out int length)
    {
        length = 0;
        var place = buffer.Length;
        for (var asked = 0; asked < QuotesMax && buffer.Length - place <= EndLength; asked++)
        {
            place = quoteMask == 0 ? -1 : buffer[..place].LastIndexOf(quote);
            if (place < 0)
            {
                // Without any quote nothing has to be proved.
                length = asked == 0 ? EndOfLastRow(buffer, inside: 0) : 0;
                return asked == 0;
            }
            if (!StartsField(buffer, place))
            {
                continue;
            }
            if (!TryCut(buffer[place..], out var found, out _, out var isInside) || (isUndecided && isInside))
            {
                return false;
            }
            if (found > 0)
            {
                length = place + found;
                return true;
            }
        }
        return false;
    }

    /// <summary>True when a field starts with this quote, whatever stands before it.</summary>
    /// <remarks>
    /// It stands behind a delimiter or a line end, and before text. A quoted field that was open there would end with it, and be none because
    /// of that text; so none is open, and the delimiter or line end is one.
    /// </remarks>
    bool StartsField(ReadOnlySpan<byte> buffer, int place)
    {
        if (place == 0)
        {
            return true;
        }
        if (place + 1 == buffer.Length || buffer[place - 1] == quote || !IsOpener(buffer[place - 1]))
        {
            return false;
        }
        var next = buffer[place + 1];
        return !IsOpener(next) && next != ' ' && next != '\t';
    }

    /// <summary>
    /// Looks for the end of the last record of a buffer that starts where a field starts. False when something is not regular.
    /// </summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="length">Index behind the last record that was found; all up to there is regular in either case.</param>
    /// <param name="scanned">How far the scan came. Whoever lexes on from there on reads no byte a third time.</param>
    /// <param name="isInside">True when the scan ended inside quotes.</param>
    [SkipLocalsInit]
    bool TryCut(ReadOnlySpan<byte> buffer, out int length, out int scanned, out bool isInside)
    {
        ref var bytes = ref MemoryMarshal.GetReference(buffer);
        Span<byte> tail = stackalloc byte[ChunkLength];
        var (delimiter, quote, quoteMask) = (this.delimiter, this.quote, this.quoteMask);
        var proof = new CsvQuoteProof(syntax);
        scanned = buffer.Length;
        var end = buffer.Length;

        for (var index = 0; index < buffer.Length; index += ChunkLength)
        {
            var valid = MaskBits.Lowest(buffer.Length - index);
            var chunk = TChunk.Load(
                in valid == ulong.MaxValue ? ref Unsafe.Add(ref bytes, index) : ref Tail(buffer[index..], tail)
            );
            var quotes = chunk.Equal(quote) & quoteMask & valid;
            if (proof.IsOutside(quotes))
            {
                continue;
            }
            var lineEnds = (chunk.Equal((byte)'\n') | chunk.Equal((byte)'\r')) & valid;
            var structure = lineEnds | (chunk.Equal(delimiter) & valid);
            var opener = IsOpener(index == 0 ? (byte)'\n' : Unsafe.Add(ref bytes, index - 1)) ? 1UL : 0;
            if (!proof.TryRead(quotes, opener, valid, ref lineEnds, ref structure))
            {
                scanned = Math.Min(index + ChunkLength, buffer.Length);
                end = index;
                break;
            }
        }
        isInside = proof.Inside != 0;
        length = EndOfLastRow(buffer[..end], proof.Inside);
        // When the scan stopped early, the LF of the last CRLF may lie in the chunk that was not looked at.
        var isHalf = length > 0 && length < buffer.Length && buffer[length - 1] == '\r' && buffer[length] == '\n';
        length += isHalf ? 1 : 0;
        return end == buffer.Length;
    }

    /// <summary>Of a byte outside quotes, or of a closing quote: whether a quote behind it may open a field.</summary>
    bool IsOpener(byte value) => (value == '\n') | (value == '\r') | (value == delimiter) | (value == quote);

    /// <summary>Index behind the last line end outside quotes of regular rows, or 0.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="inside">All ones when they end inside quotes, else 0.</param>
    int EndOfLastRow(ReadOnlySpan<byte> rows, ulong inside)
    {
        for (var index = (rows.Length - 1) & -ChunkLength; index >= 0; index -= ChunkLength)
        {
            var rest = rows[index..];
            var chunk = SafeLoad.Load<TChunk>(rest);
            var valid = MaskBits.Lowest(rest.Length);
            var quotes = chunk.Equal(quote) & quoteMask & valid;
            // An odd number of quotes: the other side of quotes at the chunk's start than at its end.
            inside ^= (ulong)-(BitOperations.PopCount(quotes) & 1);
            var quoted = MaskBits.PrefixXor(quotes) ^ inside;
            var ends = (chunk.Equal((byte)'\n') | chunk.Equal((byte)'\r')) & valid & ~quoted;
            if (ends != 0)
            {
                return index + ChunkLength - BitOperations.LeadingZeroCount(ends);
            }
        }
        return 0;
    }

    /// <summary>Copies the last bytes of the buffer to where 64 can be loaded; what lies behind them is masked off.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static ref byte Tail(ReadOnlySpan<byte> bytes, Span<byte> tail)
    {
        bytes.CopyTo(tail);
        return ref MemoryMarshal.GetReference(tail);
    }
}
