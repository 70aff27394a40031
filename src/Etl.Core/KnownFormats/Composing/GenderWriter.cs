using System.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>A gender in Chinese (男, 女), the only two that WeCom's template takes.</summary>
sealed class GenderWriter : IValueWriter
{
    static readonly string[] male = ["男", "男性", "male", "m", "man", "mr", "1"];
    static readonly string[] female = ["女", "女性", "female", "f", "woman", "ms", "2"];

    /// <inheritdoc/>
    public int LengthMax(int length) => "男"u8.Length;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var word =
            Contains(male, value) ? "男"u8
            : Contains(female, value) ? "女"u8
            : [];
        word.CopyTo(output);
        return word.IsEmpty ? -1 : word.Length;
    }

    static bool Contains(string[] words, ReadOnlySpan<byte> value)
    {
        Span<char> text = stackalloc char[16];
        if (value.Length > text.Length)
        {
            return false;
        }
        var length = Encoding.UTF8.GetChars(value, text);
        foreach (var word in words)
        {
            if (text[..length].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
