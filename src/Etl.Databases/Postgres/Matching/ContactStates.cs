using Etl.Databases.Postgres.Loading;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// The contacts that the rows of a chunk are compared with or merged into: as they were seen in the table, and the values of
/// their match fields and their keys as the rows merged so far leave them. All memory is kept from one chunk to the next.
/// </summary>
/// <param name="fieldCount">Match fields.</param>
/// <param name="keyCount">Keys of a contact.</param>
sealed class ContactStates(int fieldCount, int keyCount)
{
    readonly Dictionary<long, int> indexes = [];
    readonly ValueBlocks blocks = new();
    State[] states = [];
    Held[] values = [];
    UInt128[] keys = [];

    /// <summary>The index of a contact, or −1.</summary>
    public int IndexOf(long owner) => indexes.GetValueOrDefault(owner, -1);

    /// <summary>Adds a contact whose values are empty and returns its index.</summary>
    public int Add(long owner)
    {
        var contact = indexes.Count;
        indexes.Add(owner, contact);
        if (contact == states.Length)
        {
            Grow();
        }
        states[contact] = default;
        values.AsSpan(contact * fieldCount, fieldCount).Clear();
        Keys(contact).Clear();
        return contact;
    }

    /// <summary>Adds a contact as it stands in the table and returns its index.</summary>
    /// <param name="owner">Its number.</param>
    /// <param name="version">The transaction that wrote it.</param>
    /// <param name="isOwn">True when this job wrote it last.</param>
    /// <param name="row">The row that was read.</param>
    /// <param name="firstField">Where the values of the match fields begin in it.</param>
    public int AddSeen(long owner, uint version, bool isOwn, ContactReader row, int firstField)
    {
        var contact = Add(owner);
        var length = fieldCount - 1;
        for (var field = 0; field < fieldCount; field++)
        {
            length += row.Value(firstField + field).Length;
        }
        var place = blocks.Take(length);
        var seen = blocks.At(place);
        var at = 0;
        for (var field = 0; field < fieldCount; field++)
        {
            if (field > 0)
            {
                seen[at++] = KeyColumns.SeenSeparator;
            }
            var value = row.Value(firstField + field);
            value.CopyTo(seen[at..]);
            // What was seen is sent with the rows, so another value gets a place of its own.
            values[contact * fieldCount + field] = new Held(
                place with
                {
                    Offset = place.Offset + at,
                    Length = value.Length,
                },
                0
            );
            at += value.Length;
        }
        states[contact] = new State
        {
            Version = version,
            IsSeen = true,
            IsOwn = isOwn,
            Seen = place,
        };
        return contact;
    }

    /// <summary>True when this job wrote a contact last.</summary>
    public bool IsOwn(int contact) => states[contact].IsOwn;

    /// <summary>How many rows were merged into a contact before; one more from now on.</summary>
    public int NextRound(int contact) => states[contact].Round++;

    /// <summary>A contact as it was seen in the table, if it was.</summary>
    public SeenContact SeenOf(long owner) =>
        IndexOf(owner) is var contact and >= 0 && states[contact].IsSeen
            ? new SeenContact(states[contact].Version, blocks.At(states[contact].Seen))
            : default;

    /// <summary>The value of a match field.</summary>
    public ReadOnlySpan<byte> Value(int contact, int field) => blocks.At(values[contact * fieldCount + field].Place);

    /// <summary>Sets the value of a match field.</summary>
    public void SetValue(int contact, int field, ReadOnlySpan<byte> value)
    {
        ref var held = ref values[contact * fieldCount + field];
        var place = held.Place;
        var room = held.Room;
        if (value.Length > room)
        {
            // A value that many rows of a chunk append to must not take its whole length for each of them.
            room = Math.Max(value.Length, 2 * place.Length);
            place = blocks.Take(room);
        }
        place = place with { Length = value.Length };
        value.CopyTo(blocks.At(place));
        held = new Held(place, room);
    }

    /// <summary>The keys of a contact.</summary>
    public Span<UInt128> Keys(int contact) => keys.AsSpan(contact * keyCount, keyCount);

    /// <summary>Forgets all contacts.</summary>
    public void Clear()
    {
        indexes.Clear();
        blocks.Clear();
    }

    void Grow()
    {
        var count = Math.Max(256, 2 * states.Length);
        Array.Resize(ref states, count);
        Array.Resize(ref values, count * fieldCount);
        Array.Resize(ref keys, count * keyCount);
    }

    /// <summary>A value, and how much room there is in its place; 0 when it must not be overwritten.</summary>
    readonly record struct Held(ValuePlace Place, int Room);

    struct State
    {
        public uint Version { get; init; }

        public bool IsSeen { get; init; }

        public bool IsOwn { get; init; }

        public ValuePlace Seen { get; init; }

        public int Round { get; set; }
    }
}
