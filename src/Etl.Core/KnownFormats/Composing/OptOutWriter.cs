namespace Etl.Core.KnownFormats.Composing;

/// <summary>A consent as the flag "no more mail": set for those who unsubscribed. Of pending and bounced addresses it can say nothing.</summary>
sealed class OptOutWriter : IValueWriter
{
    /// <inheritdoc/>
    public int LengthMax(int length) => "false".Length;

    /// <inheritdoc/>
    public int Write(ReadOnlySpan<byte> value, Span<byte> output)
    {
        var isUnsubscribed = value.SequenceEqual("unsubscribed"u8);
        if (!isUnsubscribed && !value.IsEmpty && !value.SequenceEqual("subscribed"u8))
        {
            return -1;
        }
        var text = isUnsubscribed ? "true"u8 : "false"u8;
        text.CopyTo(output);
        return text.Length;
    }
}
