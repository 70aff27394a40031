using System.Buffers.Text;
using System.Globalization;
using System.Text;

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

    const long FirstNew = 1L << 62;
    const long FirstNamed = 1L << 61;

    /// <summary>Keys of contacts that were read when the job began.</summary>
    readonly KeyTexts scanned = new();

    /// <summary>Keys of contacts that were looked up for the chunk at hand, which several look-ups may find.</summary>
    readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    readonly List<string> names = [];

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
    public long OfStored(ReadOnlySpan<byte> key)
    {
        if (TryParse(key, out var number))
        {
            return number;
        }
        var text = Encoding.UTF8.GetString(key);
        if (!numbers.TryGetValue(text, out number))
        {
            number = FirstNamed + scanned.Count + names.Count;
            numbers.Add(text, number);
            names.Add(text);
        }
        return number;
    }

    /// <summary>Says which ids the new contacts of a chunk have been given.</summary>
    public void Reserved(long firstOwner, long firstId, int count)
    {
        // A chunk that is decided again gets other ids.
        ranges.RemoveAll(range => range.FirstOwner >= firstOwner);
        ranges.Add((firstOwner, firstId, count));
    }

    /// <summary>Says which key a new contact brought along; in the order of the contacts, from any of them on again.</summary>
    public void SetKey(long owner, string key)
    {
        brought.Truncate((int)(owner - firstBrought));
        brought.Add(Encoding.UTF8.GetBytes(key));
    }

    /// <summary>Forgets all keys: no number given so far is used any more.</summary>
    public void Forget()
    {
        scanned.Clear();
        numbers.Clear();
        names.Clear();
        brought.Clear();
        ranges.Clear();
        firstBrought = Next;
    }

    /// <summary>The key of a contact as text.</summary>
    public string KeyOf(long owner)
    {
        if (!IsNew(owner))
        {
            return owner >= FirstNamed
                ? Named((int)(owner - FirstNamed))
                : owner.ToString(CultureInfo.InvariantCulture);
        }
        if (owner >= firstBrought && owner - firstBrought < brought.Count)
        {
            return brought[(int)(owner - firstBrought)];
        }
        var range = ranges.FindLast(range => range.FirstOwner <= owner);
        return (range.FirstId + (owner - range.FirstOwner)).ToString(CultureInfo.InvariantCulture);
    }

    string Named(int index) => index < scanned.Count ? scanned[index] : names[index - scanned.Count];

    static bool TryParse(ReadOnlySpan<byte> key, out long number) =>
        Utf8Parser.TryParse(key, out number, out var used)
        && used == key.Length
        && number is > 0 and < FirstNamed
        && key[0] is not ((byte)'0' or (byte)'+');
}
