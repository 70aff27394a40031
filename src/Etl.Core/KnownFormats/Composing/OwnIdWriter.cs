namespace Etl.Core.KnownFormats.Composing;

/// <summary>
/// The program's own number of a record. Programs refuse a number that they did not give, so only what looks like one is written.
/// </summary>
/// <param name="isSalesforce">True for Salesforce's 15 or 18 letters and digits of a contact (003…), false for digits.</param>
sealed class OwnIdWriter(bool isSalesforce) : IValueWriter
{
    /// <inheritdoc/>
    public int LengthMax(int length) => length;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var isOwn = isSalesforce
            ? value.Length is 15 or 18 && value.StartsWith("003"u8)
            : value.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        if (!isOwn)
        {
            return -1;
        }
        value.CopyTo(output);
        return value.Length;
    }
}
