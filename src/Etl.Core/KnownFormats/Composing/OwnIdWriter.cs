using System.Text;

namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The program's own number of a record. Programs refuse a number that they did not give, so only what looks like one is written.
/// </summary>
/// <param name="prefix">What Salesforce's 15 or 18 letters and digits begin with (003 for a contact, 005 for a user); null for numbers of digits.</param>
sealed class OwnIdWriter(string? prefix) : IValueWriter
{
    readonly byte[] prefix = prefix is null ? [] : Encoding.ASCII.GetBytes(prefix);

    /// <inheritdoc/>
    public int LengthMax(int length) => length;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var isOwn =
            prefix.Length > 0
                ? value.Length is 15 or 18 && value.StartsWith(prefix)
                : value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (!isOwn)
        {
            return -1;
        }
        value.CopyTo(output);
        return value.Length;
    }
}
