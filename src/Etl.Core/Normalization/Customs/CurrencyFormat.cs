using System.Text;

namespace Etl.Core.Normalization.Customs;

/// <summary>Which currency amounts are in: what they say themselves, else the column's own.</summary>
/// <param name="Numbers">How their numbers are written.</param>
/// <param name="Code">ISO 4217 code of amounts without a sign or code; null for none.</param>
sealed record CurrencyFormat(NumberFormat Numbers, byte[]? Code)
{
    /// <summary>Bytes of the longest sign that is written.</summary>
    public const int SignLengthMax = 8;

    const int WordsMax = 4;

    /// <summary>
    /// The job's country, ISO 3166 alpha-2: a sign that several currencies share stands for the country's, if that is one of them. Default: null.
    /// </summary>
    public string? Country { get; init; }

    /// <summary>Reads <c>de</c>, <c>EUR</c>, <c>de,EUR</c> or nothing; null when it is none of these.</summary>
    public static CurrencyFormat? Find(string argument)
    {
        var numbers = NumberFormat.Open;
        byte[]? code = null;
        foreach (
            var part in argument.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        )
        {
            if (part.All(char.IsAsciiLetterUpper) && CurrencySigns.IsCode(Encoding.ASCII.GetBytes(part)))
            {
                code = Encoding.ASCII.GetBytes(part);
            }
            else if (NumberFormat.Find(part) is { } format)
            {
                numbers = format;
            }
            else
            {
                return null;
            }
        }
        return new CurrencyFormat(numbers, code);
    }

    /// <summary>
    /// The currency that the words around a number say, as its code: <c>EUR</c>. A sign that several have, and that nothing decides, stays the sign: <c>$</c>.
    /// False when a word is no currency, or when two contradict each other.
    /// </summary>
    /// <param name="before">What stands before the number; may be empty.</param>
    /// <param name="behind">What stands behind it; may be empty.</param>
    /// <param name="currency">The code or sign; empty when nothing says the currency.</param>
    public bool TryFind(ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind, out ReadOnlySpan<byte> currency)
    {
        currency = [];
        CurrencySign? sign = null;
        if (before.IsEmpty && behind.IsEmpty)
        {
            currency = Code;
            return true;
        }
        if (!TryTake(before, ref currency, ref sign) || !TryTake(behind, ref currency, ref sign))
        {
            return false;
        }
        if (sign is null)
        {
            return true;
        }
        if (!currency.IsEmpty)
        {
            return sign.StandsFor(currency);
        }
        currency = sign.Decide(Code, Country);
        return true;
    }

    /// <summary>
    /// What the amounts of one currency have in common, whatever the column and the country say: its code, or a sign that several have. Empty when the words
    /// around the number say none.
    /// </summary>
    /// <param name="before">What stands before the number; may be empty.</param>
    /// <param name="behind">What stands behind it; may be empty.</param>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        var currency = default(ReadOnlySpan<byte>);
        CurrencySign? sign = null;
        var isRead = TryTake(before, ref currency, ref sign) && TryTake(behind, ref currency, ref sign);
        return !isRead ? []
            : currency.IsEmpty && sign is not null ? sign.Decide(default, null)
            : currency;
    }

    static bool TryTake(ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> code, ref CurrencySign? sign)
    {
        var words = 0;
        while (!text.IsEmpty)
        {
            // "US $" is one sign of two words.
            var length = CurrencySigns.Find(text) is null ? text.IndexOf((byte)' ') : -1;
            var word = length < 0 ? text : text[..length];
            text = length < 0 ? [] : text[length..].TrimStart((byte)' ');
            if (CurrencySigns.CodeOf(word) is { IsEmpty: false } found)
            {
                if (!code.IsEmpty && !code.SequenceEqual(found))
                {
                    return false;
                }
                code = found;
            }
            else if (CurrencySigns.Find(word) is { } other && (sign is null || sign == other))
            {
                sign = other;
            }
            else
            {
                return false;
            }
            if (++words > WordsMax)
            {
                return false;
            }
        }
        return true;
    }
}
