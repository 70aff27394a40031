using System.Runtime.CompilerServices;
using System.Text;
using Etl.Text;

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
    public const int LengthMax = CodeForm.LengthMax;

    /// <summary>A country of whose codes nothing is known: no code has a form.</summary>
    public static PostalForms None { get; } = new([], 0, [], []);

    readonly byte[][] forms = [.. forms.Select(Encoding.ASCII.GetBytes)];
    readonly CodeForm[] written = [.. forms.Select(form => new CodeForm(Encoding.ASCII.GetBytes(form)))];
    readonly byte[][] compactForms = [.. forms.Select(form => Encoding.ASCII.GetBytes(Compact(form)))];
    readonly CodeForm[] compact = [.. forms.Select(form => new CodeForm(Encoding.ASCII.GetBytes(Compact(form))))];
    readonly byte[][] doubleZeros = [.. doubleZeros.Select(Encoding.ASCII.GetBytes)];
    readonly byte[][] signs = [.. signs.Select(Encoding.ASCII.GetBytes)];

    // By length, the first form that has it.
    readonly CodeForm[] firstOfLength =
    [
        .. Enumerable
            .Range(0, LengthMax + 1)
            .Select(length =>
                forms.FirstOrDefault(form => form.Length == length) is { } form
                    ? new CodeForm(Encoding.ASCII.GetBytes(form))
                    : default
            ),
    ];

    /// <summary>True when a value has one of the forms as it stands.</summary>
    public bool Matches(ReadOnlySpan<byte> value) => CodeText.TryLoad(value, out var code) && Matches(code);

    /// <summary>The same for a value that is loaded already.</summary>
    public bool Matches(in CodeText code)
    {
        foreach (ref readonly var form in written.AsSpan())
        {
            if (form.Fits(code))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True when a value has the first of the forms that are as long; another one may still be its form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MatchesFirst(in CodeText code) => firstOfLength[code.Length].Fits(code);

    /// <summary>Writes a code in its country's form; 0 when it has none of the forms, otherwise its length.</summary>
    /// <param name="compact">The code in capitals without spaces and hyphens.</param>
    /// <param name="output">At least <see cref="LengthMax"/> bytes.</param>
    public int Write(ReadOnlySpan<byte> compact, Span<byte> output)
    {
        var code = WithoutSign(compact);
        if (!CodeText.TryLoad(code, out var text))
        {
            return 0;
        }
        for (var index = 0; index < forms.Length; index++)
        {
            if (this.compact[index].Fits(text))
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
            if (IsOfForm(code[..(missing + compact.Length)], index) && IsGivenOut(code, missing))
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
            if (compact.StartsWith(sign) && compactForms[0][0] == '9' && IsOfForm(compact[sign.Length..], 0))
            {
                return compact[sign.Length..];
            }
        }
        return compact;
    }

    bool IsOfForm(ReadOnlySpan<byte> code, int form) =>
        CodeText.TryLoad(code, out var text) && compact[form].Fits(text);

    static string Compact(string form) =>
        form.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

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
