namespace Etl.Text.Csv;

/// <summary>Which body of the cutter and the tokenizer runs. The choice never changes a result, only the speed.</summary>
public enum CsvKernel
{
    /// <summary>The byte-by-byte lexer, which is the specification of all others.</summary>
    Scalar,

    /// <summary>Masks of 64 bytes from four 128-bit registers (SSE2, NEON).</summary>
    Vector128,

    /// <summary>Masks of 64 bytes from two 256-bit registers (AVX2).</summary>
    Vector256,

    /// <summary>Masks of 64 bytes from one 512-bit register (AVX-512BW).</summary>
    Vector512,
}
