using System.Buffers.Text;
using System.Globalization;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// The numbers that stand for contacts while a job compares. Stored contacts with a positive whole key have it as their
/// number; other keys are numbered as they are met; new contacts come above all of them, in input order, before the
/// database has given them a key. So the lowest number is the contact that applying the rows one by one would have met first.
/// </summary>
sealed class ContactOwners
{
    /// <summary>Stands for all contacts that were stored before the job, where nobody asks which one it is.</summary>
    public const long SomeStored = 1;

    /// <summary>Stands for all contacts that an interrupted run of this job has stored.</summary>
    public const long SomeOwn = 2;

    /// <summary>Room for a key that is a number.</summary>
    public const int RoomLength = 20;

    const long FirstNew = 1L << 62;
    const long FirstNamed = 1L << 61;

    /// <summary>Keys of contacts that were read when the job began.</summary>
    readonly KeyTexts scanned = new();

    /// <summary>Keys of contacts that were looked up for the chunk at hand, which several look-ups may find.</summary>
    readonly KeyNumbers lookedUp = new();

    /// <summary>Keys that new contacts brought along, from <see cref="firstBrought"/> on.</summary>
    readonly KeyTexts brought = new();
    long firstBrought = FirstNew;
    readonly List<(long FirstOwner, long FirstId, int Count)> ranges = [];

    /// <summary>The number that the next new contact gets.</summary>
    public long Next { get; set; } = FirstNew;

    /// <summary>Memory of the keys that are kept for the whole job, in bytes.</summary>
    public long LengthBytes => scanned.LengthBytes + brought.LengthBytes;

    /// <summary>True for contacts that this run inserts.</summary>
    public static bool IsNew(long owner) => owner >= FirstNew;

    /// <summary>The number of a stored contact of which all are read, each once.</summary>
    /// <param name="key">Its key as text.</param>
    public long OfScanned(ReadOnlySpan<byte> key)
    {
        if (TryParse(key, out var number))
        {
            return number;
        }
        scanned.Add(key);
        return FirstNamed + scanned.Count - 1;
    }

    /// <summary>The number of a stored contact that is looked up.</summary>
    /// <param name="key">Its key as text.</param>
    public long OfStored(ReadOnlySpan<byte> key) =>
        TryParse(key, out var number) ? number : FirstNamed + scanned.Count + lookedUp.NumberOf(key);

    /// <summary>Says which ids the new contacts of a chunk have been given.</summary>
    public void Reserved(long firstOwner, long firstId, int count)
    {
        // A chunk that is decided again gets other ids.
        while (ranges.Count > 0 && ranges[^1].FirstOwner >= firstOwner)
        {
            ranges.RemoveAt(ranges.Count - 1);
        }
        ranges.Add((firstOwner, firstId, count));
    }

    /// <summary>Says which key a new contact brought along; in the order of the contacts, from any of them on again.</summary>
    public void SetKey(long owner, ReadOnlySpan<byte> key)
    {
        brought.Truncate((int)(owner - firstBrought));
        brought.Add(key);
    }

    /// <summary>Forgets all keys and gives their memory back: no number given so far is used any more.</summary>
    public void Forget()
    {
        scanned.Clear();
        brought.Clear();
        ForgetChunk();
    }

    /// <summary>The same where contacts are looked up, behind each chunk: the memory is kept for the next one.</summary>
    public void ForgetChunk()
    {
        lookedUp.Clear();
        brought.Truncate(0);
        ranges.Clear();
        firstBrought = Next;
    }

    /// <summary>The key of a contact as text; valid until keys are forgotten or <paramref name="room"/> is used again.</summary>
    /// <param name="owner">The contact.</param>
    /// <param name="room">At least <see cref="RoomLength"/> bytes.</param>
    public ReadOnlySpan<byte> KeyOf(long owner, Span<byte> room)
    {
        if (!IsNew(owner))
        {
            return owner >= FirstNamed ? Named((int)(owner - FirstNamed)) : Number(owner, room);
        }
        if (owner >= firstBrought && owner - firstBrought < brought.Count)
        {
            return brought[(int)(owner - firstBrought)];
        }
        var range = RangeOf(owner);
        return Number(range.FirstId + (owner - range.FirstOwner), room);
    }

    ReadOnlySpan<byte> Named(int index) => index < scanned.Count ? scanned[index] : lookedUp[index - scanned.Count];

    static ReadOnlySpan<byte> Number(long number, Span<byte> room)
    {
        number.TryFormat(room, out var length, default, CultureInfo.InvariantCulture);
        return room[..length];
    }

    /// <summary>The last range that begins at a contact or before it; most updates of new contacts come soon after.</summary>
    (long FirstOwner, long FirstId, int Count) RangeOf(long owner)
    {
        for (var index = ranges.Count - 1; index >= 0; index--)
        {
            if (ranges[index].FirstOwner <= owner)
            {
                return ranges[index];
            }
        }
        return default;
    }

    static bool TryParse(ReadOnlySpan<byte> key, out long number) =>
        Utf8Parser.TryParse(key, out number, out var used)
        && used == key.Length
        && number is > 0 and < FirstNamed
        && key[0] is not ((byte)'0' or (byte)'+');
}
