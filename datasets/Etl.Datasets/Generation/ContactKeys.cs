using System.Buffers.Text;

namespace Etl.Datasets.Generation;

/// <summary>
/// The normalized e-mail and phones that a row must end with, by which it is compared. Made once per row and used both
/// for the truth and, with noise, for the row itself.
/// </summary>
sealed class ContactKeys
{
    readonly byte[] email = new byte[128];
    PhoneNumber phone = new();
    PhoneNumber mobile = new();
    int emailLength;

    /// <summary>The normalized e-mail; empty for none.</summary>
    public ReadOnlySpan<byte> Email => email.AsSpan(0, emailLength);

    public PhoneNumber Phone => phone;

    public PhoneNumber Mobile => mobile;

    public void Clear()
    {
        emailLength = 0;
        phone.Clear();
        mobile.Clear();
    }

    /// <summary>
    /// The address of the person; <paramref name="number"/> makes it unique, because the names before it have no digits.
    /// </summary>
    public void SetEmail(in Person person, long number)
    {
        var end = 0;
        Add(person.Region.FirstLatin[person.First], ref end);
        Add(person.EmailSeparator, ref end);
        Add(person.Region.LastLatin[person.Last], ref end);
        Utf8Formatter.TryFormat(number, email.AsSpan(end), out var digits);
        end += digits;
        email[end++] = (byte)'@';
        Add(person.EmailDomain, ref end);
        emailLength = end;
    }

    public void SetPhone(in Person person, bool countryIsShown) =>
        phone.Set(person.Region.Phones, person.PhoneOrdinal, person.PhoneIsNational, countryIsShown, person.Extension);

    public void SetMobile(in Person person, bool countryIsShown) =>
        mobile.Set(
            person.Region.Phones,
            person.PhoneOrdinal + 1,
            person.MobileIsNational,
            countryIsShown,
            extension: 0
        );

    /// <summary>Puts the phone into the mobile column and the other way round; both are one space of keys.</summary>
    public void SwapPhones() => (phone, mobile) = (mobile, phone);

    void Add(ReadOnlySpan<byte> text, ref int end)
    {
        text.CopyTo(email.AsSpan(end));
        end += text.Length;
    }
}
