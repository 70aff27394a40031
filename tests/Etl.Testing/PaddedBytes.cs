using System.Text;

namespace Etl.Testing;

/// <summary>
/// Bytes with noise on both sides: at least as much behind them as kernels may load, never zero, so that a kernel whose
/// result depends on what lies outside, or which writes there, is found out.
/// </summary>
public sealed class PaddedBytes
{
    /// <summary>Bytes of noise behind the content: one 512-bit vector, what every buffer of the engine has.</summary>
    public const int Padding = 64;

    readonly byte[] before;

    /// <summary>Copies the content between <paramref name="offset"/> and 64 bytes of noise made from <paramref name="seed"/>.</summary>
    public PaddedBytes(ReadOnlySpan<byte> content, int offset = 0, int seed = 1)
    {
        Buffer = new byte[offset + content.Length + Padding];
        Noise(Buffer, seed);
        content.CopyTo(Buffer.AsSpan(offset));
        before = [.. Buffer];
        Offset = offset;
        Length = content.Length;
    }

    /// <summary>Copies a text's UTF-8 bytes.</summary>
    public PaddedBytes(string content, int offset = 0, int seed = 1)
        : this(Encoding.UTF8.GetBytes(content), offset, seed) { }

    /// <summary>Noise, content, noise.</summary>
    public byte[] Buffer { get; }

    /// <summary>Index of the content's first byte.</summary>
    public int Offset { get; }

    /// <summary>Length of the content in bytes.</summary>
    public int Length { get; }

    /// <summary>The content.</summary>
    public Span<byte> Span => Buffer.AsSpan(Offset, Length);

    /// <summary>True while the noise on both sides is what it was.</summary>
    public bool IsNoiseIntact =>
        Buffer.AsSpan(0, Offset).SequenceEqual(before.AsSpan(0, Offset))
        && Buffer.AsSpan(Offset + Length).SequenceEqual(before.AsSpan(Offset + Length));

    /// <summary>Fills with the bytes that delimited text and UTF-8 kernels react to.</summary>
    static void Noise(Span<byte> bytes, int seed)
    {
        var reactive = "\",;\t|\r\n \\=@+0Az\xC3\xE2\xF0\x80\xBF\xFF"u8;
        var random = new Random(seed);
        foreach (ref var each in bytes)
        {
            each = reactive[random.Next(reactive.Length)];
        }
    }
}
