using System.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>A sign or word for one or more currencies.</summary>
/// <param name="text">How it is written.</param>
/// <param name="codes">The ISO 4217 codes that it may stand for, divided by spaces.</param>
/// <param name="isShared">True when it stands for none of them unless something decides; false when it usually is the first.</param>
sealed class CurrencySign(string text, string codes, bool isShared)
{
    const int CodeLength = 3;

    readonly byte[] codes = Encoding.ASCII.GetBytes(codes);

    /// <summary>The sign in UTF-8.</summary>
    public byte[] Text { get; } = Encoding.UTF8.GetBytes(text);

    /// <summary>True when the sign may stand for a currency.</summary>
    public bool StandsFor(ReadOnlySpan<byte> code) => codes.AsSpan().IndexOf(code) >= 0;

    /// <summary>The code that is meant, or the sign itself when nothing decides.</summary>
    /// <param name="own">The currency of the column; empty when nobody said one.</param>
    /// <param name="country">The job's country, ISO 3166 alpha-2, with which the codes of its currencies start (ISO 4217); null when nobody said one.</param>
    public ReadOnlySpan<byte> Decide(ReadOnlySpan<byte> own, string? country)
    {
        if (!own.IsEmpty && StandsFor(own))
        {
            return codes.AsSpan(codes.AsSpan().IndexOf(own), CodeLength);
        }
        for (var index = 0; country is not null && index < codes.Length; index += CodeLength + 1)
        {
            if (codes[index] == country[0] && codes[index + 1] == country[1])
            {
                return codes.AsSpan(index, CodeLength);
            }
        }
        return isShared ? Text : codes.AsSpan(0, CodeLength);
    }
}
