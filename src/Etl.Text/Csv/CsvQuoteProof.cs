using System.Numerics;
using System.Runtime.CompilerServices;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>Takes off the masks what stands inside quotes, chunk by chunk, as long as that is proved to be what the lexer reads.</summary>
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
/// breaks are counted per chunk since the last chunk that starts outside quotes or holds a delimiter or line end outside quotes, which no
/// quoted field can span. So a chunk may be called irregular though it is not; never the other way round. The end is whoever asks to see to.
/// </para>
/// </remarks>
struct CsvQuoteProof(CsvSyntax syntax)
{
    const int ChunkLength = 64;

    readonly int quotedBytesMax = syntax.QuotedBytesMax;
    readonly int quotedLinesMax = syntax.QuotedLinesMax;

    // All ones when the chunk before ends inside quotes, else 0.
    ulong inside = 0;

    // 1 when the last byte of the chunk before is a closing quote.
    ulong closed = 0;

    // Bytes and line breaks of chunks that a quoted field may span.
    int spanBytes = 0;
    int spanLines = 0;

    /// <summary>All ones when what was read so far ends inside quotes, else 0.</summary>
    public readonly ulong Inside => inside;

    /// <summary>True when there is nothing to ask about a chunk with these quotes: it is outside quotes from end to end.</summary>
    public readonly bool IsOutside(ulong quotes) => (quotes | inside | closed) == 0;

    /// <summary>Reads a chunk; false, with nothing changed but the masks, when it is not regular.</summary>
    /// <param name="quotes">Its quotes.</param>
    /// <param name="opener">1 when it starts at the buffer's start or behind a delimiter, a line end or a quote.</param>
    /// <param name="valid">Its bytes that belong to the buffer.</param>
    /// <param name="lineEnds">Its LFs and CRs; in the end those outside quotes.</param>
    /// <param name="structure">These and its delimiters; in the end those outside quotes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRead(ulong quotes, ulong opener, ulong valid, ref ulong lineEnds, ref ulong structure)
    {
        var quoted = MaskBits.PrefixXor(quotes) ^ inside;
        var closing = quotes & ~quoted;
        var follows = ((closing << 1) | closed) & ~(structure | quotes) & valid;
        var quotedLines = BitOperations.PopCount(lineEnds & quoted);
        structure &= ~quoted;
        lineEnds &= ~quoted;
        var opens = quotes & quoted & ~(((structure | quotes) << 1) | opener);
        // Nothing spans this chunk and the one before but a field that is open, or goes on when the quote between them is a doubled one.
        var open = (int)(inside | (0 - closed));
        var bytes = (spanBytes & open) + ChunkLength;
        var lines = (spanLines & open) + quotedLines;
        if ((follows | opens) != 0 || bytes > quotedBytesMax || lines > quotedLinesMax)
        {
            return false;
        }
        inside = (ulong)((long)quoted >> 63);
        closed = closing >> 63;
        (spanBytes, spanLines) = structure != 0 ? (ChunkLength, quotedLines) : (bytes, lines);
        return true;
    }
}
