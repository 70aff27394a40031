namespace Etl.Text.Lists;

/// <summary>One element of a list as <see cref="ListText"/> writes it.</summary>
public readonly ref struct ListElement
{
    readonly bool isQuoted;

    internal ListElement(ReadOnlySpan<byte> written, bool isQuoted)
    {
        Written = written;
        this.isQuoted = isQuoted;
    }

    /// <summary>An element that stands in quotes.</summary>
    /// <param name="written">With its quotes, and as <see cref="ListText.QuotedLength"/> found them.</param>
    public static ListElement OfQuoted(ReadOnlySpan<byte> written) => new(written, isQuoted: true);

    /// <summary>The element as it stands in the list, with its quotes and without spaces around it.</summary>
    public ReadOnlySpan<byte> Written { get; }

    /// <summary>True when nothing stands there, not even quotes.</summary>
    public bool IsNull => Written.IsEmpty;

    /// <summary>What is in the quotes, or the element itself; see <see cref="HasDoubledQuotes"/>.</summary>
    public ReadOnlySpan<byte> Inner => isQuoted ? Written[1..^1] : Written;

    /// <summary>True when quotes in <see cref="Inner"/> are doubled, so that <see cref="Read"/> has something to do.</summary>
    public bool HasDoubledQuotes => isQuoted && Inner.Contains((byte)'"');

    /// <summary>Writes the element's text and returns its length, which is at most that of <see cref="Inner"/>.</summary>
    public int Read(Span<byte> output)
    {
        var inner = Inner;
        if (!HasDoubledQuotes)
        {
            inner.CopyTo(output);
            return inner.Length;
        }
        var length = 0;
        for (var at = 0; at < inner.Length; at++)
        {
            output[length++] = inner[at];
            at += inner[at] == '"' ? 1 : 0;
        }
        return length;
    }

    /// <summary>True when both are the same text, or both NULL.</summary>
    public bool IsSame(in ListElement other)
    {
        if (IsNull || other.IsNull)
        {
            return IsNull && other.IsNull;
        }
        var first = Inner;
        var second = other.Inner;
        if (isQuoted == other.isQuoted || (!HasDoubledQuotes && !other.HasDoubledQuotes))
        {
            return first.SequenceEqual(second);
        }
        return isQuoted ? IsDoubledOf(first, second) : IsDoubledOf(second, first);
    }

    /// <summary>True when a text with doubled quotes is the other one.</summary>
    static bool IsDoubledOf(ReadOnlySpan<byte> doubled, ReadOnlySpan<byte> plain)
    {
        var at = 0;
        foreach (var value in plain)
        {
            if (at == doubled.Length || doubled[at] != value)
            {
                return false;
            }
            at += value == '"' ? 2 : 1;
        }
        return at == doubled.Length;
    }
}
