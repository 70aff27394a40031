namespace Etl.Core.Normalization.Phones;

/// <summary>What a number with its calling code is assigned to, by the numbering plans.</summary>
/// <param name="Kind">Mobile, fixed line and so on; unknown when the number is not valid.</param>
/// <param name="Region">ISO 3166 alpha-2 code of its region; null when it has none or the number is not valid.</param>
public readonly record struct PhoneAssignment(PhoneNumberKind Kind, string? Region)
{
    /// <summary>The assignment of a cleaned number (<c>+4915123456789</c>, <c>;ext=</c> may follow); null for one without a calling code.</summary>
    public static PhoneAssignment? Of(ReadOnlySpan<byte> number) =>
        TryRead(number, out var kind, out var letters)
            ? new PhoneAssignment(kind, letters == 0 ? null : $"{(char)(letters >> 8)}{(char)(letters & 0xFF)}")
            : null;

    /// <summary>The kind alone, of the same numbers; unknown for one without a calling code.</summary>
    internal static PhoneNumberKind KindOf(ReadOnlySpan<byte> number)
    {
        TryRead(number, out var kind, out _);
        return kind;
    }

    static bool TryRead(ReadOnlySpan<byte> number, out PhoneNumberKind kind, out int letters)
    {
        kind = PhoneNumberKind.Unknown;
        letters = 0;
        var end = number.IndexOf((byte)';');
        var main = end < 0 ? number : number[..end];
        if (
            main.Length is < 2 or > PhoneText.DigitsMax
            || main[0] != '+'
            || main[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
        )
        {
            return false;
        }
        Span<byte> room = stackalloc byte[PhoneReader.RoomLength];
        var reading = PhoneReader.Read(main[1..], hasPlus: true, null, room);
        letters = reading.Region;
        kind = reading.Verdict == PhoneVerdict.Valid ? reading.Kind : PhoneNumberKind.Unknown;
        return true;
    }
}
