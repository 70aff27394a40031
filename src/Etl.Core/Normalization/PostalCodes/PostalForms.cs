using System.Text;

namespace Etl.Core.Normalization.PostalCodes;

/// <summary>The forms that the postal codes of one country have, the usual one first.</summary>
/// <param name="forms">9 is a digit, A a letter, * either; spaces and hyphens are where the country writes them; the rest stands for itself.</param>
/// <param name="zerosMax">Zeros at the start of a code that a spreadsheet may have dropped.</param>
/// <param name="doubleZeros">How codes start that lack two zeros; empty when any may.</param>
/// <param name="signs">Letters that may stand before codes in letters from abroad, as in D-80331 and DE-80331.</param>
sealed class PostalForms(
    IReadOnlyList<string> forms,
    int zerosMax,
    IReadOnlyList<string> doubleZeros,
    IReadOnlyList<string> signs
)
{
    /// <summary>Bytes of the longest code.</summary>
    public const int LengthMax = 16;

    readonly byte[][] forms = [.. forms.Select(Encoding.ASCII.GetBytes)];
    readonly byte[][] compactForms =
    [
        .. forms.Select(form =>
            Encoding.ASCII.GetBytes(
                form.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
            )
        ),
    ];
    readonly byte[][] doubleZeros = [.. doubleZeros.Select(Encoding.ASCII.GetBytes)];
    readonly byte[][] signs = [.. signs.Select(Encoding.ASCII.GetBytes)];

    /// <summary>True when a value has one of the forms as it stands.</summary>
    public bool Matches(ReadOnlySpan<byte> value)
    {
        foreach (var form in forms)
        {
            if (Matches(value, form))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Writes a code in its country's form; 0 when it has none of the forms, otherwise its length.</summary>
    /// <param name="compact">The code in capitals without spaces and hyphens.</param>
    /// <param name="output">At least <see cref="LengthMax"/> bytes.</param>
    public int Write(ReadOnlySpan<byte> compact, Span<byte> output)
    {
        var code = WithoutSign(compact);
        for (var index = 0; index < forms.Length; index++)
        {
            if (Matches(code, compactForms[index]))
            {
                return Write(code, forms[index], output);
            }
        }
        return 0;
    }

    /// <summary>The same for a code that lacks zeros at its start; 0 when no such code has one of the forms.</summary>
    public int WriteRestored(ReadOnlySpan<byte> compact, Span<byte> output)
    {
        Span<byte> code = stackalloc byte[LengthMax];
        if (compact.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return 0;
        }
        for (var index = 0; index < forms.Length; index++)
        {
            var missing = compactForms[index].Length - compact.Length;
            if (missing < 1 || missing > zerosMax)
            {
                continue;
            }
            code[..missing].Fill((byte)'0');
            compact.CopyTo(code[missing..]);
            if (Matches(code[..(missing + compact.Length)], compactForms[index]) && IsGivenOut(code, missing))
            {
                return Write(code, forms[index], output);
            }
        }
        return 0;
    }

    bool IsGivenOut(ReadOnlySpan<byte> code, int missing)
    {
        if (missing < 2 || doubleZeros.Length == 0)
        {
            return true;
        }
        foreach (var start in doubleZeros)
        {
            if (code.StartsWith(start))
            {
                return true;
            }
        }
        return false;
    }

    ReadOnlySpan<byte> WithoutSign(ReadOnlySpan<byte> compact)
    {
        foreach (var sign in signs)
        {
            if (
                compact.StartsWith(sign)
                && compactForms[0][0] == '9'
                && Matches(compact[sign.Length..], compactForms[0])
            )
            {
                return compact[sign.Length..];
            }
        }
        return compact;
    }

    static bool Matches(ReadOnlySpan<byte> value, ReadOnlySpan<byte> form)
    {
        if (value.Length != form.Length)
        {
            return false;
        }
        for (var index = 0; index < form.Length; index++)
        {
            if (!Fits(value[index], form[index]))
            {
                return false;
            }
        }
        return true;
    }

    static bool Fits(byte value, byte place) =>
        place switch
        {
            (byte)'9' => value is >= (byte)'0' and <= (byte)'9',
            (byte)'A' => value is >= (byte)'A' and <= (byte)'Z',
            (byte)'*' => value is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'A' and <= (byte)'Z'),
            _ => value == place,
        };

    static int Write(ReadOnlySpan<byte> code, ReadOnlySpan<byte> form, Span<byte> output)
    {
        var read = 0;
        for (var index = 0; index < form.Length; index++)
        {
            output[index] = form[index] is (byte)' ' or (byte)'-' ? form[index] : code[read++];
        }
        return form.Length;
    }
}
