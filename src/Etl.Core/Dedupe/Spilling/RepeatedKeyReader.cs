namespace Etl.Core.Dedupe.Spilling;

/// <summary>Reads one run of <see cref="RepeatedKeys"/> from its beginning to its end.</summary>
sealed class RepeatedKeyReader(RepeatedKeyRun run)
{
    const int BufferEntries = 1024;

    long offset = run.Offset;
    long count = run.Count;

    byte[] buffer = [];
    int at;
    int end;

    /// <summary>The entry at hand, when <see cref="HasEntry"/>.</summary>
    public RepeatedKey Entry => RepeatedKey.Read(buffer.AsSpan(at));

    /// <summary>False behind the last entry.</summary>
    public bool HasEntry => at < end || TryFill();

    /// <summary>Goes on to the next entry.</summary>
    public void Advance() => at += RepeatedKey.LengthBytes;

    bool TryFill()
    {
        if (count == 0)
        {
            buffer = [];
            return false;
        }
        if (buffer.Length == 0)
        {
            buffer = new byte[BufferEntries * RepeatedKey.LengthBytes];
        }
        var entries = (int)Math.Min(count, BufferEntries);
        at = 0;
        end = entries * RepeatedKey.LengthBytes;
        run.File.Read(offset, buffer.AsSpan(0, end));
        offset += end;
        count -= entries;
        return true;
    }
}
