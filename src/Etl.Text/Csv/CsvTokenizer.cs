using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>
/// Splits blocks of whole records into raw fields. Not thread-safe: one per worker, reused from block to block.
/// </summary>
public abstract class CsvTokenizer
{
    /// <summary>Makes a tokenizer for a grammar; grammars that vectors cannot read get the lexer.</summary>
    /// <param name="syntax">The grammar.</param>
    /// <param name="kernel">The body to run. Default: <see cref="CsvKernels.Best"/>.</param>
    /// <exception cref="ArgumentException">The grammar contradicts itself, or <c>ETL_KERNEL</c> is wrong.</exception>
    public static CsvTokenizer Create(CsvSyntax syntax, CsvKernel? kernel = null)
    {
        CsvSyntaxCheck.ThrowIfInvalid(syntax);
        var choice = kernel ?? CsvKernels.Best;
        return syntax.IsVectorizable
            ? choice switch
            {
                CsvKernel.Vector512 => new CsvVectorTokenizer<Chunk512>(syntax),
                CsvKernel.Vector256 => new CsvVectorTokenizer<Chunk256>(syntax),
                CsvKernel.Vector128 => new CsvVectorTokenizer<Chunk128>(syntax),
                _ => new CsvScalarTokenizer(syntax),
            }
            : new CsvScalarTokenizer(syntax);
    }

    /// <summary>Replaces the content of <paramref name="rows"/> by the records of <paramref name="block"/>.</summary>
    /// <param name="block">
    /// Whole records as the cutter cut them; the last may lack its line end at the end of the input. Offsets in the output count
    /// from its first byte.
    /// </param>
    /// <param name="rows">The output.</param>
    public abstract void Tokenize(ReadOnlySpan<byte> block, CsvRows rows);
}
