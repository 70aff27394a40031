namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// A member's account in WeCom (the UserID of its interface): 1 to 64 letters of ASCII, digits and <c>_ - @ .</c>, a letter or digit first (developer.work.weixin.qq.com, "创建成员").
/// </summary>
sealed class AccountWriter : IValueWriter
{
    const int Max = 64;

    /// <inheritdoc/>
    public int LengthMax(int length) => length;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        if (!IsAccount(value))
        {
            return -1;
        }
        value.CopyTo(output);
        return value.Length;
    }

    /// <summary>True when a text can be an account.</summary>
    public static bool IsAccount(ReadOnlySpan<byte> value)
    {
        if (value.Length is 0 or > Max || !char.IsAsciiLetterOrDigit((char)value[0]))
        {
            return false;
        }
        foreach (var letter in value)
        {
            if (
                !char.IsAsciiLetterOrDigit((char)letter)
                && letter is not ((byte)'_' or (byte)'-' or (byte)'@' or (byte)'.')
            )
            {
                return false;
            }
        }
        return true;
    }
}
