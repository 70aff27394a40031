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

    readonly Dictionary<string, long> numbers = new(StringComparer.Ordinal);
    readonly List<string> names = [];
    readonly Dictionary<long, string> newKeys = [];
    readonly List<(long FirstOwner, long FirstId, int Count)> ranges = [];

    /// <summary>The number that the next new contact gets.</summary>
    public long Next { get; set; } = FirstNew;

    /// <summary>True for contacts that this run inserts.</summary>
    public static bool IsNew(long owner) => owner >= FirstNew;

    /// <summary>The number of a stored contact.</summary>
    /// <param name="key">Its key as text.</param>
    public long OfStored(ReadOnlySpan<byte> key)
    {
        if (
            Utf8Parser.TryParse(key, out long number, out var used)
            && used == key.Length
            && number is > 0 and < FirstNamed
            && key[0] is not ((byte)'0' or (byte)'+')
        )
        {
            return number;
        }
        var text = Encoding.UTF8.GetString(key);
        if (!numbers.TryGetValue(text, out number))
        {
            number = FirstNamed + names.Count;
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

    /// <summary>Says which key a new contact brought along.</summary>
    public void SetKey(long owner, string key) => newKeys[owner] = key;

    /// <summary>The key of a contact as text.</summary>
    public string KeyOf(long owner)
    {
        if (!IsNew(owner))
        {
            return owner >= FirstNamed
                ? names[(int)(owner - FirstNamed)]
                : owner.ToString(CultureInfo.InvariantCulture);
        }
        if (newKeys.TryGetValue(owner, out var key))
        {
            return key;
        }
        var range = ranges.FindLast(range => range.FirstOwner <= owner);
        return (range.FirstId + (owner - range.FirstOwner)).ToString(CultureInfo.InvariantCulture);
    }
}
