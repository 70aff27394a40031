using Etl.Datasets.Vocabulary;

namespace Etl.Datasets.Generation;

/// <summary>
/// One phone number, its normalized form, and the ways in which people write it.
/// </summary>
/// <remarks>
/// The normalized form is E.164 when the number is written with its calling code, or in its national form in a row that shows
/// the country. Any other national number keeps its digits as they are, trunk prefix included: without a country nobody can
/// say more. What later rows write of the same number has the same form.
/// </remarks>
sealed class PhoneNumber
{
    readonly byte[] normalized = new byte[40];
    readonly byte[] national = new byte[16];
    int normalizedLength;
    int nationalLength;
    int extension;
    bool isInternational;
    bool isReadable;
    PhonePlan? plan;

    /// <summary>The form that the row must end with; empty for no number.</summary>
    public ReadOnlySpan<byte> Normalized => normalized.AsSpan(0, normalizedLength);

    ReadOnlySpan<byte> National => national.AsSpan(0, nationalLength);

    public void Clear() => normalizedLength = 0;

    public void Set(PhonePlan numbers, ulong ordinal, bool isNational, bool countryIsShown, int extension)
    {
        plan = numbers;
        nationalLength = numbers.WriteNational(ordinal, national);
        isNational &= numbers.WritesNational;
        isReadable = !isNational || countryIsShown;
        isInternational = !isNational;
        // Extensions go with numbers whose form is beyond doubt.
        this.extension = isReadable ? extension : 0;
        Normalize();
    }

    void Normalize()
    {
        var end = 0;
        if (isReadable)
        {
            normalized[end++] = (byte)'+';
            Add(plan!.CallingCodeDigits, ref end);
        }
        else if (!plan!.IsNorthAmerican)
        {
            normalized[end++] = (byte)'0';
        }
        Add(National, ref end);
        if (extension > 0)
        {
            Add(";ext="u8, ref end);
            for (var unit = 100; unit > 0; unit /= 10)
            {
                normalized[end++] = (byte)('0' + extension / unit % 10);
            }
        }
        normalizedLength = end;
    }

    void Add(ReadOnlySpan<byte> text, ref int end)
    {
        text.CopyTo(normalized.AsSpan(end));
        end += text.Length;
    }

    /// <summary>Appends the number as somebody would type it.</summary>
    public void WriteTyped(Bytes line, ref RowRandom noise)
    {
        var pad = noise.Below(40) == 0;
        if (pad)
        {
            line.Add((byte)' ');
        }
        if (isInternational)
        {
            WriteInternational(line, noise.Below(6));
        }
        else if (plan!.IsNorthAmerican)
        {
            // Without a region the leading 1 would be kept as a digit of the number, so it is only written with one.
            WriteNorthAmerican(line, noise.Below(isReadable ? 7 : 5));
        }
        else
        {
            WriteTrunk(line, noise.Below(4));
        }
        if (extension > 0)
        {
            line.Add(
                noise.Below(3) switch
                {
                    0 => " x"u8,
                    1 => " ext. "u8,
                    _ => " #"u8,
                }
            );
            line.AddDigits(extension, 3);
        }
        if (pad)
        {
            line.Add("  "u8);
        }
    }

    void WriteInternational(Bytes line, int form)
    {
        var isDoubleZero = form == 5;
        line.Add(isDoubleZero ? "00"u8 : "+"u8);
        line.Add(plan!.CallingCodeDigits);
        if (plan.IsNorthAmerican && form is 1 or 2)
        {
            line.Add((byte)(form == 1 ? ' ' : '-'));
            WriteNorthAmerican(line, form);
            return;
        }
        if (form is 0 or 5)
        {
            line.Add(National);
            return;
        }
        var separator = (byte)(
            form switch
            {
                3 => '-',
                4 => '.',
                _ => ' ',
            }
        );
        line.Add(separator);
        WriteGroups(line, National, 3, separator);
    }

    void WriteNorthAmerican(Bytes line, int form)
    {
        var (open, afterArea, middle) = form switch
        {
            0 => ("", "", ""),
            1 => ("(", ") ", "-"),
            2 => ("", "-", "-"),
            3 => ("", ".", "."),
            4 => ("", " ", " "),
            5 => ("1-", "-", "-"),
            _ => ("1 (", ") ", "-"),
        };
        AddAscii(line, open);
        line.Add(National[..3]);
        AddAscii(line, afterArea);
        line.Add(National[3..6]);
        AddAscii(line, middle);
        line.Add(National[6..]);
    }

    void WriteTrunk(Bytes line, int form)
    {
        line.Add((byte)'0');
        if (form == 0)
        {
            line.Add(National);
            return;
        }
        var prefixLength = Math.Min(3, nationalLength - 7);
        line.Add(National[..prefixLength]);
        line.Add(
            (byte)(
                form switch
                {
                    1 => '/',
                    2 => '-',
                    _ => ' ',
                }
            )
        );
        WriteGroups(line, National[prefixLength..], 2, (byte)' ');
    }

    /// <summary>Groups of that length; what is over joins the last one.</summary>
    static void WriteGroups(Bytes line, ReadOnlySpan<byte> digits, int length, byte separator)
    {
        while (digits.Length >= 2 * length)
        {
            line.Add(digits[..length]);
            line.Add(separator);
            digits = digits[length..];
        }
        line.Add(digits);
    }

    static void AddAscii(Bytes line, string text)
    {
        foreach (var character in text)
        {
            line.Add((byte)character);
        }
    }
}
