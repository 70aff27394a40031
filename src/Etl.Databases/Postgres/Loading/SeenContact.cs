namespace Etl.Databases.Postgres.Loading;

/// <summary>
/// A contact as it stood when rows were compared with it; others may change or delete it before it is updated. The default is one that
/// nobody saw, because the chunk itself inserts it.
/// </summary>
readonly ref struct SeenContact
{
    /// <param name="version">The transaction that wrote it (<c>xmin</c>).</param>
    /// <param name="values">The values of its match fields, see <see cref="Matching.KeyColumns.Seen"/>.</param>
    public SeenContact(uint version, ReadOnlySpan<byte> values)
    {
        IsSeen = true;
        Version = version;
        Values = values;
    }

    /// <summary>True when it was there.</summary>
    public bool IsSeen { get; }

    /// <summary>The transaction that wrote it (<c>xmin</c>).</summary>
    public uint Version { get; }

    /// <summary>The values of its match fields, see <see cref="Matching.KeyColumns.Seen"/>.</summary>
    public ReadOnlySpan<byte> Values { get; }
}
