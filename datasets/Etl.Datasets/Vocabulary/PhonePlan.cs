namespace Etl.Datasets.Vocabulary;

/// <summary>How one country numbers its phones: a prefix of a list, then digits; enough of them for every row.</summary>
/// <param name="CallingCode">Without the plus.</param>
/// <param name="Prefixes">Area or network codes, apart by spaces, all of one length.</param>
/// <param name="SubscriberDigits">Digits behind the prefix.</param>
/// <param name="IsNorthAmerican">Numbers of the North American plan: ten digits, the fourth is 2 to 9.</param>
/// <param name="WritesNational">Whether people also write their number with a trunk 0 and without calling code.</param>
sealed record PhonePlan(
    string CallingCode,
    string Prefixes,
    int SubscriberDigits,
    bool IsNorthAmerican = false,
    bool WritesNational = false
)
{
    /// <summary>A large prime, prime to every plan's capacity: neighbours in the file get numbers far apart.</summary>
    const ulong Scatter = 2_654_435_761;

    /// <summary>Where the numbers begin, so that the first ones are not full of zeros.</summary>
    const ulong Start = 123_456_789;

    /// <summary>North American exchange codes: 2 to 9, then two digits that are not 11.</summary>
    const ulong Exchanges = 8 * 99;

    readonly string[] prefixes = Prefixes.Split(' ');

    /// <summary>How many different numbers the plan can give.</summary>
    public ulong Capacity => (ulong)prefixes.Length * SubscriberCount;

    ulong SubscriberCount => IsNorthAmerican ? Exchanges * 10_000 : (ulong)Math.Pow(10, SubscriberDigits);

    public byte[] CallingCodeDigits { get; } = [.. CallingCode.Select(digit => (byte)digit)];

    byte[][] PrefixDigits => field ??= [.. prefixes.Select(prefix => prefix.Select(digit => (byte)digit).ToArray())];

    ulong SubscriberCountKept => field == 0 ? field = SubscriberCount : field;

    /// <summary>Writes the national number with that ordinal, without trunk prefix; returns its length in digits.</summary>
    public int WriteNational(ulong ordinal, Span<byte> digits)
    {
        var count = SubscriberCountKept;
        var number = (ordinal * Scatter + Start) % ((ulong)PrefixDigits.Length * count);
        var prefix = PrefixDigits[number / count];
        prefix.CopyTo(digits);
        var subscriber = number % count;
        if (IsNorthAmerican)
        {
            subscriber = NorthAmericanSubscriber(subscriber);
        }
        var length = prefix.Length + SubscriberDigits;
        for (var place = length - 1; place >= prefix.Length; place--)
        {
            digits[place] = (byte)('0' + subscriber % 10);
            subscriber /= 10;
        }
        return length;
    }

    static ulong NorthAmericanSubscriber(ulong subscriber)
    {
        var exchange = subscriber / 10_000;
        var lastTwo = exchange % 99;
        // 0..98 without 11: the numbers from 11 on move up by one.
        lastTwo += lastTwo >= 11 ? 1UL : 0;
        return ((exchange / 99 + 2) * 100 + lastTwo) * 10_000 + subscriber % 10_000;
    }
}
