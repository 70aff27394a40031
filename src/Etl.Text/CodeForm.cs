using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etl.Text;

/// <summary>
/// The form of a code of up to 16 bytes: a digit, a capital, either, or a certain byte in each place. A code is held against it in a
/// few instructions, whatever its length.
/// </summary>
public readonly struct CodeForm
{
    /// <summary>Bytes of the longest form.</summary>
    public const int LengthMax = 16;

    readonly Vector128<byte> digits;
    readonly Vector128<byte> capitals;

    // A place that is for a digit or capital has one here, too, which is right anyway.
    readonly Vector128<byte> others;
    readonly uint places;

    /// <summary>Makes a form.</summary>
    /// <param name="form">9 is a digit, A a capital, * either; any other byte stands for itself.</param>
    public CodeForm(ReadOnlySpan<byte> form)
    {
        Span<byte> digit = stackalloc byte[LengthMax];
        Span<byte> capital = stackalloc byte[LengthMax];
        Span<byte> other = stackalloc byte[LengthMax];
        digit.Clear();
        capital.Clear();
        other.Clear();
        for (var index = 0; index < form.Length; index++)
        {
            digit[index] = form[index] is (byte)'9' or (byte)'*' ? byte.MaxValue : (byte)0;
            capital[index] = form[index] is (byte)'A' or (byte)'*' ? byte.MaxValue : (byte)0;
            other[index] = form[index] == '*' ? (byte)'9' : form[index];
        }
        digits = Vector128.Create((ReadOnlySpan<byte>)digit);
        capitals = Vector128.Create((ReadOnlySpan<byte>)capital);
        others = Vector128.Create((ReadOnlySpan<byte>)other);
        places = (1u << form.Length) - 1;
    }

    /// <summary>True when a code is of the form; never for the form that is <c>default</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(in CodeText code)
    {
        var found = (code.Digits & digits) | (code.Capitals & capitals) | Vector128.Equals(code.Bytes, others);
        return (code.Places == places) & ((found.ExtractMostSignificantBits() & places) == places);
    }

    /// <summary>One byte at a time: the specification.</summary>
    internal static bool FitsScalar(ReadOnlySpan<byte> code, ReadOnlySpan<byte> form)
    {
        if (code.Length != form.Length)
        {
            return false;
        }
        for (var index = 0; index < form.Length; index++)
        {
            var isDigit = code[index] is >= (byte)'0' and <= (byte)'9';
            var isCapital = code[index] is >= (byte)'A' and <= (byte)'Z';
            var fits = form[index] switch
            {
                (byte)'9' => isDigit,
                (byte)'A' => isCapital,
                (byte)'*' => isDigit || isCapital,
                var other => code[index] == other,
            };
            if (!fits)
            {
                return false;
            }
        }
        return true;
    }
}
