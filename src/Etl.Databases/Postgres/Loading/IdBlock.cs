namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// Ids that are reserved for the job and not given to a chunk yet. A reservation takes the server a file and a wait for the disk, so
/// it is made for several chunks at once; what is left when the job is complete is given back. Used by the one task that decides.
/// </summary>
sealed class IdBlock
{
    /// <summary>Most chunks that are reserved for at once: what a job that is killed leaves unused in the sequence.</summary>
    const int ChunksMax = 4;

    int chunksAtOnce = 1;
    long next;
    long end;

    /// <summary>How many ids are left.</summary>
    public long Left => end - next;

    /// <summary>The first id that is left.</summary>
    public long Next => next;

    /// <summary>The id behind the last one.</summary>
    public long End => end;

    /// <summary>Takes a range; false when there are too few.</summary>
    public bool TryTake(int count, out long first)
    {
        first = next;
        if (Left < count)
        {
            return false;
        }
        next += count;
        return true;
    }

    /// <summary>
    /// How many ids are to be reserved when a chunk needs so many: for the first chunk just as many, for it may be the only one.
    /// </summary>
    public int SizeFor(int count)
    {
        var size = (int)Math.Min(int.MaxValue, (long)count * chunksAtOnce);
        chunksAtOnce = Math.Min(ChunksMax, chunksAtOnce * 2);
        return size;
    }

    /// <summary>Adds what was reserved. Where somebody else took ids in between, those that were left stay unused.</summary>
    public void Add(long first, int count)
    {
        if (first != end)
        {
            next = first;
        }
        end = first + count;
    }

    /// <summary>Forgets what is left.</summary>
    public void Clear() => next = end;
}
