using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>The tokenizer over masks of 64 bytes; what it cannot prove exact it leaves to the lexer.</summary>
/// <remarks>
/// <para>
/// Per chunk of 64 bytes, four compares give the masks of delimiters, quotes, LF and CR. Where quotes are,
/// <see cref="CsvQuoteProof"/> takes off the others what stands inside them. What is left is <c>structure</c>: one bit for each
/// field's end. The places of these bits are written eight at a time, whether there are so many or not, because how many a chunk has cannot be
/// foreseen; a field is then known by its end and the one before.
/// </para>
/// <para>
/// Most rows have as many fields as the row before them. So the field that many places on is taken for the last one of its row. When each ends with a line end, and
/// there are no other line ends in these chunks, that was right (<see cref="TryAddEvenRows"/>). Else rows are made of the bits that are line ends, and a count
/// of the bits below says how many fields they have.
/// </para>
/// <para>
/// At the first chunk that breaks a rule of the proof the lexer takes over, from the open row's start to the first row end behind that
/// chunk; then masks go on. The fuzzer holds this against the lexer alone.
/// </para>
/// </remarks>
sealed class CsvVectorTokenizer<TChunk>(CsvSyntax syntax) : CsvTokenizer
    where TChunk : struct, IChunk<TChunk>
{
    const int ChunkLength = 64;

    /// <summary>Chunks whose masks are kept together: 4 KiB of text, 1.5 KiB of masks, which the first-level cache holds.</summary>
#if DEBUG
    const int PartChunks = 2; // so that the tests see what is carried from part to part
#else
    const int PartChunks = 64;
#endif

    readonly CsvLexer lexer = new(syntax);
    readonly byte delimiter = syntax.Delimiter[0];
    readonly byte quote = syntax.Quote;

    /// <summary>All ones, or zero when the grammar has no quotes, so that NUL bytes are not taken for them.</summary>
    readonly ulong quoteMask = syntax.Quote == 0 ? 0 : ulong.MaxValue;

    public override void Tokenize(ReadOnlySpan<byte> block, CsvRows rows)
    {
        rows.Clear();
        var position = 0;
        while (position < block.Length)
        {
            var stop = TokenizeRegular(block, ref position, rows);
            var end = lexer.ReadRecords(block, position, stop, isEndOfInput: true, rows);
            rows.LineCount += LineCounter.Count(block[position..end]);
            position = end;
        }
    }

    /// <summary>Adds rows as long as they are proved to be regular.</summary>
    /// <param name="block">Whole rows.</param>
    /// <param name="from">Where a row starts; in the end where the first one starts that was not added.</param>
    /// <param name="rows">The output.</param>
    /// <returns>How far the scan came. Whoever lexes on from there on reads no byte a third time.</returns>
    [SkipLocalsInit]
    int TokenizeRegular(ReadOnlySpan<byte> block, ref int from, CsvRows rows)
    {
        Span<CsvMasks> masks = stackalloc CsvMasks[PartChunks];
        var scan = new Scan(syntax, from);
        var open = new OpenRow(from, rows);
        var isRegular = true;
        while (isRegular && scan.Index < block.Length)
        {
            isRegular = ReadMasks(block, from, ref scan, masks, out var part);
            AddPart(block, part, masks[..part.ChunkCount], rows, ref open);
        }
        rows.LineCount += scan.QuotedBreakCount;
        if (isRegular && scan.Proof.Inside == 0)
        {
            AddLast(block, rows, ref open);
            from = open.Start;
            return block.Length;
        }
        // What was read of the open row is read again by the lexer.
        var end = Math.Min(scan.Index, block.Length);
        rows.LineCount -= open.Start < end ? LineCounter.Count(block[open.Start..end]) : 0;
        rows.DropFields(open.FieldIndex);
        from = open.Start;
        return Math.Min(scan.Index + ChunkLength, block.Length);
    }

    /// <summary>Reads the masks of the next chunks; false when the chunk behind those that were read is not regular.</summary>
    [SkipLocalsInit]
    bool ReadMasks(ReadOnlySpan<byte> block, int from, ref Scan scan, Span<CsvMasks> masks, out Part part)
    {
        ref var bytes = ref MemoryMarshal.GetReference(block);
        ref var output = ref MemoryMarshal.GetReference(masks);
        Span<byte> tail = stackalloc byte[ChunkLength];
        var (delimiter, quote, quoteMask) = (this.delimiter, this.quote, this.quoteMask);
        var (proof, lineEndsBefore, index) = (scan.Proof, scan.LineEndsBefore, scan.Index);
        var lineEndCount = 0;
        var isRegular = true;
        var read = 0;
        for (; read < masks.Length && index < block.Length; read++, index += ChunkLength)
        {
            var chunk = TChunk.Load(
                in block.Length - index >= ChunkLength
                    ? ref Unsafe.Add(ref bytes, index)
                    : ref Tail(block[index..], tail)
            );
            var quotes = chunk.Equal(quote) & quoteMask;
            var lineEnds = chunk.EqualAny((byte)'\n', (byte)'\r');
            var structure = lineEnds | chunk.Equal(delimiter);
            var openings = 0UL;
            if (!proof.IsOutside(quotes))
            {
                var all = lineEnds;
                var before = index == from ? (byte)'\n' : Unsafe.Add(ref bytes, index - 1);
                var starts = ((before == '\n') | (before == '\r') | (before == delimiter) ? 1UL : 0) & ~proof.Inside;
                var opener = starts | (before == quote ? 1UL : 0);
                var valid = MaskBits.Lowest(block.Length - index);
                if (!proof.TryRead(quotes, opener, valid, ref lineEnds, ref structure))
                {
                    isRegular = false;
                    break;
                }
                openings = quotes & ((structure << 1) | starts);
                scan.QuotedBreakCount += CountBreaks(all & ~lineEnds, chunk.Equal((byte)'\r'), before);
            }
            // Behind a line end stands the LF of a CRLF, or a blank line. Neither ends a field.
            var repeated = lineEnds & ((lineEnds << 1) | (lineEndsBefore >> 63));
            Unsafe.Add(ref output, read) = new CsvMasks(structure & ~repeated, lineEnds, openings);
            lineEndsBefore = lineEnds;
            lineEndCount += BitOperations.PopCount(lineEnds);
        }
        part = new Part(scan.Index, read, lineEndCount);
        (scan.Proof, scan.LineEndsBefore, scan.Index) = (proof, lineEndsBefore, index);
        return isRegular;
    }

    /// <summary>How many line breaks some LFs and CRs are, of which CRLF is one.</summary>
    /// <param name="lineEnds">The LFs and CRs that count.</param>
    /// <param name="returns">All CRs of the chunk.</param>
    /// <param name="before">The byte before the chunk.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountBreaks(ulong lineEnds, ulong returns, byte before)
    {
        var seconds = ~returns & ((returns << 1) | (before == '\r' ? 1UL : 0));
        return BitOperations.PopCount(lineEnds & ~seconds);
    }

    /// <summary>Adds the fields and rows that end in some chunks.</summary>
    static void AddPart(
        ReadOnlySpan<byte> block,
        in Part part,
        ReadOnlySpan<CsvMasks> masks,
        CsvRows rows,
        ref OpenRow row
    )
    {
        var fieldCount = rows.FieldCount;
        rows.EnsureRoom(PartChunks * ChunkLength);
        AddFields(part.Start, masks, rows);
        if (!TryAddEvenRows(block, part, rows, ref row))
        {
            AddRows(block, part.Start, fieldCount, masks, rows, ref row);
        }
    }

    /// <summary>Adds the row that the block's end ends, if there is one.</summary>
    static void AddLast(ReadOnlySpan<byte> block, CsvRows rows, ref OpenRow row)
    {
        if (row.Start < block.Length)
        {
            rows.AddField(block.Length, isQuoted: false);
            AddRow(rows, ref row, block.Length, rows.FieldCount);
        }
    }

    /// <summary>Adds the fields that end in some chunks, and which fields of theirs and the open row start with a quote.</summary>
    static void AddFields(int index, ReadOnlySpan<CsvMasks> masks, CsvRows rows)
    {
        ref var end = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.EndTable), CsvRows.Slack);
        ref var quoted = ref MemoryMarshal.GetArrayDataReference(rows.QuotedTable);
        var (fieldCount, quotedCount) = (rows.FieldCount, rows.QuotedCount);
        foreach (ref readonly var mask in masks)
        {
            var bits = mask.FieldEnds;
            var openings = mask.Openings;
            // Most chunks have none or one: written in either case, and counted.
            Unsafe.Add(ref quoted, quotedCount) = fieldCount + CountBelow(bits, openings);
            quotedCount += openings != 0 ? 1 : 0;
            for (openings &= openings - 1; openings != 0; openings &= openings - 1)
            {
                Unsafe.Add(ref quoted, quotedCount++) = fieldCount + CountBelow(bits, openings);
            }
            ref var ends = ref Unsafe.Add(ref end, fieldCount);
            var count = BitOperations.PopCount(bits);
            fieldCount += count;
            WriteEight(ref bits, index, ref ends);
            for (var written = 8; written < count; written += 8)
            {
                WriteEight(ref bits, index, ref Unsafe.Add(ref ends, written));
            }
            index += ChunkLength;
        }
        (rows.FieldCount, rows.QuotedCount) = (fieldCount, quotedCount);
    }

    /// <summary>
    /// Adds the rows that end in some chunks when all have as many fields as the row before them and no line is blank; false, with nothing added, when it is
    /// not so.
    /// </summary>
    /// <remarks>No branch waits for the bit of a line end here, of which a chunk has one or none, in no order.</remarks>
    /// <param name="block">The block.</param>
    /// <param name="part">The chunks.</param>
    /// <param name="rows">The output. The fields that end in the chunks are there.</param>
    /// <param name="row">The open row.</param>
    static bool TryAddEvenRows(ReadOnlySpan<byte> block, in Part part, CsvRows rows, ref OpenRow row)
    {
        var width = row.Width;
        var count = width == 0 ? 0 : (rows.FieldCount - row.FieldIndex) / width;
        // LFs of CRLFs. The CR before the first one may be the last byte before these chunks.
        var seconds = row.Start > part.Start ? 1 : 0;
        if (count + seconds > part.LineEndCount)
        {
            return false;
        }
        ref var end = ref Unsafe.Add(
            ref MemoryMarshal.GetArrayDataReference(rows.EndTable),
            CsvRows.Slack + row.FieldIndex + width - 1
        );
        ref var table = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(rows.RowTable), rows.RowCount);
        var (start, field) = (row.Start, row.FieldIndex);
        for (var added = 0; added < count; added++)
        {
            var next = Unsafe.Add(ref end, field - row.FieldIndex);
            var last = block[next++];
            if (last != '\n')
            {
                if (last != '\r')
                {
                    return false;
                }
                var isPair = next < block.Length && block[next] == '\n';
                next += isPair ? 1 : 0;
                seconds += isPair ? 1 : 0;
            }
            Unsafe.Add(ref table, added) = new CsvRow(start, next - start, field, width, HasStrayQuote: false);
            start = next;
            field += width;
        }
        // And the LF behind the last CR may be the first byte behind them.
        seconds -= start > part.End ? 1 : 0;
        if (count + seconds != part.LineEndCount)
        {
            return false;
        }
        rows.RowCount += count;
        rows.LineCount += count;
        (row.Start, row.FieldIndex) = (start, field);
        return true;
    }

    /// <summary>Adds the rows that end in some chunks, whatever they look like.</summary>
    static void AddRows(
        ReadOnlySpan<byte> block,
        int index,
        int fieldCount,
        ReadOnlySpan<CsvMasks> masks,
        CsvRows rows,
        ref OpenRow row
    )
    {
        foreach (ref readonly var mask in masks)
        {
            for (var ends = mask.LineEnds; ends != 0; ends &= ends - 1)
            {
                var end = index + BitOperations.TrailingZeroCount(ends);
                if (end < row.Start)
                {
                    continue; // it is the LF of a CRLF
                }
                var next = end + 1;
                next += block[end] == '\r' && next < block.Length && block[next] == '\n' ? 1 : 0;
                rows.LineCount++;
                if (end == row.Start)
                {
                    rows.BlankCount++;
                    row.Start = next;
                    continue;
                }
                AddRow(rows, ref row, next, fieldCount + CountBelow(mask.FieldEnds, ends) + 1);
            }
            fieldCount += BitOperations.PopCount(mask.FieldEnds);
            index += ChunkLength;
        }
    }

    /// <summary>Adds the open row and opens the next one.</summary>
    /// <param name="rows">The output.</param>
    /// <param name="row">The open row.</param>
    /// <param name="end">Index behind its line end.</param>
    /// <param name="fieldEnd">Index behind its last field among all.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void AddRow(CsvRows rows, ref OpenRow row, int end, int fieldEnd)
    {
        row.Width = fieldEnd - row.FieldIndex;
        rows.RowTable[rows.RowCount++] = new CsvRow(
            row.Start,
            end - row.Start,
            row.FieldIndex,
            row.Width,
            HasStrayQuote: false
        );
        (row.Start, row.FieldIndex) = (end, fieldEnd);
    }

    /// <summary>Writes the places of the lowest eight bits and takes them off; where there are fewer, other numbers stand behind them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteEight(ref ulong bits, int index, ref int ends)
    {
        Write(ref bits, index, ref ends);
        Write(ref bits, index, ref Unsafe.Add(ref ends, 1));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 2));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 3));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 4));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 5));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 6));
        Write(ref bits, index, ref Unsafe.Add(ref ends, 7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(ref ulong bits, int index, ref int end)
    {
        end = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
    }

    /// <summary>How many bits stand below the lowest one of <paramref name="bits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int CountBelow(ulong mask, ulong bits) => BitOperations.PopCount(mask & ((bits & (0 - bits)) - 1));

    /// <summary>Copies the last bytes of the block to where 64 can be loaded, and puts behind them what means nothing.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    ref byte Tail(ReadOnlySpan<byte> bytes, Span<byte> tail)
    {
        var filler = (byte)'a';
        while (filler == delimiter || filler == quote)
        {
            filler++;
        }
        bytes.CopyTo(tail);
        tail[bytes.Length..].Fill(filler);
        return ref MemoryMarshal.GetReference(tail);
    }

    /// <summary>Chunks whose masks were read together.</summary>
    /// <param name="Start">Index of the first one.</param>
    /// <param name="ChunkCount">Number of them.</param>
    /// <param name="LineEndCount">Their LFs and CRs, but for those inside quotes.</param>
    readonly record struct Part(int Start, int ChunkCount, int LineEndCount)
    {
        /// <summary>Index behind the last one.</summary>
        public int End => Start + (ChunkCount * ChunkLength);
    }

    /// <summary>What the masks of one chunk must know of those before it.</summary>
    struct Scan(CsvSyntax syntax, int start)
    {
        public CsvQuoteProof Proof = new(syntax);

        // Index of the next chunk.
        public int Index = start;

        // A row starts at the first chunk.
        public ulong LineEndsBefore = ulong.MaxValue;

        // Line breaks inside quotes of all chunks; CRLF is one.
        public int QuotedBreakCount = 0;
    }

    /// <summary>The row whose end was not found yet.</summary>
    /// <param name="start">Index of its first byte.</param>
    /// <param name="rows">The rows before it.</param>
    struct OpenRow(int start, CsvRows rows)
    {
        public int Start = start;

        // Index of its first field among all.
        public int FieldIndex = rows.FieldCount;

        // Fields of the row before it; 0 when there is none.
        public int Width = rows.RowCount == 0 ? 0 : rows.RowTable[rows.RowCount - 1].FieldCount;
    }
}
