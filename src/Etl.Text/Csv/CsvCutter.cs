using Etl.Text.Masks;

namespace Etl.Text.Csv;

/// <summary>
/// Finds where the last whole record of a buffer ends. Not thread-safe: one per reader.
/// </summary>
public abstract class CsvCutter
{
    /// <summary>Makes a cutter for a grammar; grammars that vectors cannot read get the lexer.</summary>
    /// <param name="syntax">The grammar.</param>
    /// <param name="kernel">The body to run. Default: <see cref="CsvKernels.Best"/>.</param>
    /// <exception cref="ArgumentException">The grammar contradicts itself, or <c>ETL_KERNEL</c> is wrong.</exception>
    public static CsvCutter Create(CsvSyntax syntax, CsvKernel? kernel = null)
    {
        CsvSyntaxCheck.ThrowIfInvalid(syntax);
        var choice = kernel ?? CsvKernels.Best;
        return syntax.IsVectorizable
            ? choice switch
            {
                CsvKernel.Vector512 => new CsvVectorCutter<Chunk512>(syntax),
                CsvKernel.Vector256 => new CsvVectorCutter<Chunk256>(syntax),
                CsvKernel.Vector128 => new CsvVectorCutter<Chunk128>(syntax),
                _ => new CsvScalarCutter(syntax),
            }
            : new CsvScalarCutter(syntax);
    }

    /// <summary>Cuts a buffer that starts where a record starts: <c>buffer == rows + rest</c>.</summary>
    /// <param name="buffer">The rest of the buffer before, then newly read bytes.</param>
    /// <param name="isEndOfInput">
    /// True when nothing will ever follow the buffer; then everything is rows. Otherwise a CR as the last byte and a quoted field
    /// that could still go either way are undecided and belong to the rest.
    /// </param>
    /// <returns>
    /// Length in bytes of the whole records whose end is decided: the rows. 0 means that not even the first record is whole: read more.
    /// </returns>
    public abstract int Cut(ReadOnlySpan<byte> buffer, bool isEndOfInput);
}
