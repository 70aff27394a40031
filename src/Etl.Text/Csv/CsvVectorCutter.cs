using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>The cutter over masks of 64 bytes; the lexer helps out over chunks that are not regular.</summary>
/// <remarks>
/// <para>Quote parity (a prefix XOR over the quotes) reads exactly what the lexer reads when</para>
/// <list type="number">
/// <item>every quote that opens by parity stands behind a delimiter or line end that is outside quotes, at the buffer's start, or
/// right behind another quote (then both are a doubled quote);</item>
/// <item>every quote that closes by parity is followed by a delimiter, CR, LF, another quote, or the end;</item>
/// <item>no quoted field comes near the limits, and none is open at the end.</item>
/// </list>
/// <para>
/// By induction: as long as all was regular, parity and lexer agree on what is inside; rule 1 lets the lexer open where parity opens,
/// rule 2 lets it close where parity closes, and rule 3 keeps every try from failing. Rule 3 is checked from above: bytes and line
/// breaks are counted per chunk since the last chunk that holds a delimiter or line end outside quotes, which no quoted field can
/// span. So a block may be called irregular though it is not; never the other way round.
/// </para>
/// <para>
/// At the first chunk that breaks a rule the lexer takes over, from the last record end before it to the first one behind it; then
/// masks go on. So every byte is scanned at most once by masks, and the lexer's bound on its own work stays what it is.
/// </para>
/// <para>Change together with <see cref="CsvVectorTokenizer{TChunk}"/>, and run the fuzzer.</para>
/// </remarks>
sealed class CsvVectorCutter<TChunk>(CsvSyntax syntax) : CsvCutter
    where TChunk : struct, IChunk<TChunk>
{
    const int ChunkLength = 64;

    readonly CsvLexer lexer = new(syntax);
    readonly byte delimiter = syntax.Delimiter[0];
    readonly byte quote = syntax.Quote;

    /// <summary>All ones, or zero when the grammar has no quotes, so that NUL bytes are not taken for them.</summary>
    readonly ulong quoteMask = syntax.Quote == 0 ? 0 : ulong.MaxValue;
    readonly int quotedBytesMax = syntax.QuotedBytesMax;
    readonly int quotedLinesMax = syntax.QuotedLinesMax;

    public override CsvCut Cut(ReadOnlySpan<byte> buffer, bool isEndOfInput)
    {
        if (isEndOfInput)
        {
            var isProved = TryCut(buffer, out _, out _, out var isOpen);
            return new CsvCut(buffer.Length, isProved && !isOpen);
        }
        // A CR at the end may be half of a CRLF. Without it, every line end that is seen is decided.
        var isUndecided = buffer.Length > 0 && buffer[^1] == '\r';
        var decided = isUndecided ? buffer[..^1] : buffer;
        var position = 0;
        var isRegular = true;
        while (true)
        {
            var isProved = TryCut(decided[position..], out var length, out var scanned, out var isInside);
            var stop = position + scanned;
            position += length;
            // The CR that was left out may be the one line break or byte too many for a field that is still open.
            if (isProved && !(isUndecided && isInside))
            {
                return new CsvCut(position, isRegular);
            }
            var start = position;
            stop = isProved ? buffer.Length : stop;
            position = lexer.ReadRecords(buffer, position, stop, isEndOfInput, rows: null);
            isRegular &= position == start;
            if (position < stop)
            {
                return new CsvCut(position, isRegular);
            }
        }
    }

    /// <summary>
    /// Looks for the end of the last record of a buffer that starts where a record starts. False when something is not regular.
    /// </summary>
    /// <param name="buffer">The bytes.</param>
    /// <param name="length">Index behind the last record that was found; all up to there is regular in either case.</param>
    /// <param name="scanned">How far the scan came. Whoever lexes on from there on reads no byte a third time.</param>
    /// <param name="isInside">True when the scan ended inside quotes.</param>
    [SkipLocalsInit]
    internal bool TryCut(ReadOnlySpan<byte> buffer, out int length, out int scanned, out bool isInside)
    {
        ref var bytes = ref MemoryMarshal.GetReference(buffer);
        Span<byte> tail = stackalloc byte[ChunkLength];
        var (delimiter, quote, quoteMask) = (this.delimiter, this.quote, this.quoteMask);
        // Ends: the line ends outside quotes of the last chunk that has some, which starts at endsIndex.
        var (ends, endsIndex) = (0UL, 0);
        // Carries from the chunk before: all ones inside quotes; 1 when its last byte may stand before an opening quote; 1 when it
        // is a closing quote.
        var (inside, opener, closed) = (0UL, 1UL, 0UL);
        var (span, lines) = (0, 0);
        scanned = buffer.Length;
        var isRegular = true;

        for (var index = 0; index < buffer.Length; index += ChunkLength)
        {
            var valid = MaskBits.Lowest(buffer.Length - index);
            var chunk = TChunk.Load(
                in valid == ulong.MaxValue ? ref Unsafe.Add(ref bytes, index) : ref Tail(buffer[index..], tail)
            );
            var quotes = chunk.Equal(quote) & quoteMask & valid;
            var lineEnds = (chunk.Equal((byte)'\n') | chunk.Equal((byte)'\r')) & valid;
            var structure = lineEnds | (chunk.Equal(delimiter) & valid);
            if ((quotes | inside | closed) != 0)
            {
                var quoted = MaskBits.PrefixXor(quotes) ^ inside;
                inside = (ulong)((long)quoted >> 63);
                var closing = quotes & ~quoted;
                var follows = ((closing << 1) | closed) & ~(structure | quotes) & valid;
                closed = closing >> 63;
                var quotedLines = BitOperations.PopCount(lineEnds & quoted);
                structure &= ~quoted;
                lineEnds &= ~quoted;
                var opens = quotes & quoted & ~(((structure | quotes) << 1) | opener);
                span += ChunkLength;
                lines += quotedLines;
                if ((follows | opens) != 0 || span > quotedBytesMax || lines > quotedLinesMax)
                {
                    scanned = Math.Min(index + ChunkLength, buffer.Length);
                    isRegular = false;
                    break;
                }
                (span, lines) = structure != 0 ? (ChunkLength, quotedLines) : (span, lines);
            }
            else
            {
                (span, lines) = (0, 0);
            }
            opener = (structure | quotes) >> 63;
            if (lineEnds != 0)
            {
                (ends, endsIndex) = (lineEnds, index);
            }
        }
        isInside = inside != 0;
        length = ends == 0 ? 0 : endsIndex + ChunkLength - BitOperations.LeadingZeroCount(ends);
        // When the scan stopped early, the LF of the last CRLF may lie in the chunk that was not looked at.
        var isHalf = length > 0 && length < buffer.Length && buffer[length - 1] == '\r' && buffer[length] == '\n';
        length += isHalf ? 1 : 0;
        return isRegular;
    }

    /// <summary>Copies the last bytes of the buffer to where 64 can be loaded; what lies behind them is masked off.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    static ref byte Tail(ReadOnlySpan<byte> bytes, Span<byte> tail)
    {
        bytes.CopyTo(tail);
        return ref MemoryMarshal.GetReference(tail);
    }
}
