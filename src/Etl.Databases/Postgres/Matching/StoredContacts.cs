using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Databases.Postgres.Catalog;
using Etl.Databases.Postgres.Loading;
using Etl.Databases.Stores;
using Npgsql;

namespace Etl.Databases.Postgres.Matching;

/// <summary>
/// Makes the contacts of the table known to the matcher. While their keys fit into memory, all are read when the job starts.
/// Beyond that, where no contact gives a key up, the keys of contacts go to the disk of this machine, those of what is committed
/// too. Where contacts are updated, the server must say which one has a key now: a Bloom filter says which rows of a chunk are
/// surely new, and the others are looked up by a join just before the chunk is decided; then the matcher holds only what is on its
/// way. For a small input and a large, indexed table, nothing is read and every row is looked up.
/// </summary>
sealed class StoredContacts
{
    /// <summary>Tables below this size are read in well under a second.</summary>
    const double SmallTableRows = 100_000;

    /// <summary>Reading a contact costs about a twentieth of looking one up through an index.</summary>
    const double RowsReadPerLookUp = 20;

    const int RowsPerBatch = 4096;

    readonly LoadPlan plan;
    readonly StoreSinkOptions options;
    readonly KeyColumns columns;
    readonly StoreMatcher known;
    readonly ContactMatcher matcher;
    readonly ContactOwners owners;
    readonly ProbeTable probes;
    readonly KeyCalculator keys;
    readonly long bytesMax;
    readonly long[] ids = new long[RowsPerBatch];
    readonly CopyBuffer buffer = new();
    BloomFilter? bloom;
    bool isProbing;

    /// <summary>True once memory has turned out too small; an attempt to fill the filter may fail and be made again.</summary>
    bool mustProbe;

    public StoredContacts(
        LoadPlan plan,
        StoreSinkOptions options,
        KeyColumns columns,
        StoreMatcher known,
        ContactOwners owners,
        ProbeTable probes,
        bool hasIndexes
    )
    {
        this.plan = plan;
        this.options = options;
        this.columns = columns;
        this.known = known;
        matcher = known.Recent;
        known.StoredCount = RowEstimate;
        this.owners = owners;
        this.probes = probes;
        keys = new KeyCalculator(columns, options, plan.IsMadeByEtl);
        bytesMax = options.MemoryBytes;
        isProbing =
            hasIndexes
            && !IsOnThisSideOnly
            && options.ExpectedRecords > 0
            && plan.Table.RowEstimate > SmallTableRows
            && plan.Table.RowEstimate > options.ExpectedRecords * RowsReadPerLookUp;
    }

    /// <summary>True when contacts are looked up chunk by chunk.</summary>
    public bool IsProbing => isProbing;

    /// <summary>True when keys that do not fit into memory go to the disk of this machine.</summary>
    public bool UsesDisk => !isProbing && !IsOwnerAsked;

    /// <summary>What became of the search for duplicates.</summary>
    public ReportDuplicateSearch Search => isProbing ? new ReportDuplicateSearch("database", null, 0) : known.Search;

    bool IsOwnerAsked => options.OnDuplicate == DuplicatePolicy.Update;

    long RowEstimate => (long)Math.Max(plan.Table.RowEstimate, 0);

    /// <summary>True when a key is not found by the stored value, so that no join can look contacts up.</summary>
    bool IsOnThisSideOnly => options.MatchRules.Any(rule => rule.FoldsGmail);

    /// <summary>Reads the keys of all stored contacts, unless they will be looked up. May be called again when it fails.</summary>
    /// <param name="connection">An idle connection, or the one whose transaction holds the whole job.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async ValueTask LoadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (isProbing || options.OnDuplicate == DuplicatePolicy.Create)
        {
            return;
        }
        if (!mustProbe)
        {
            known.Restart();
            owners.Forget();
            mustProbe = !await ScanAsync(
                    connection,
                    new Registration(owners.OfScanned, matcher.Add, () => !HasRoom(cancellationToken)),
                    cancellationToken
                )
                .ConfigureAwait(false);
            known.EndLoading(cancellationToken);
        }
        if (mustProbe)
        {
            await StartProbingAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks up the contacts that rows of a chunk may match, and registers them with the matcher.</summary>
    public async ValueTask FindAsync(NpgsqlConnection connection, ChunkRows rows, CancellationToken cancellationToken)
    {
        if (!isProbing)
        {
            return;
        }
        var found = await probes
            .FindAsync(connection, rows, matcher, MayBeStored, cancellationToken)
            .ConfigureAwait(false);
        if (found is null)
        {
            return;
        }
        await using (found.ConfigureAwait(false))
        {
            await RegisterAsync(found, new Registration(owners.OfStored, matcher.Add, () => false), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Looks further contacts up that hold a key of a row, among them those that are known already, because all that were found
    /// before have given the key up.
    /// </summary>
    public async ValueTask FindMoreAsync(
        NpgsqlConnection connection,
        RecordBatch batch,
        int row,
        int ownersMax,
        Func<long, bool> isKnown,
        CancellationToken cancellationToken
    )
    {
        var found = await probes
            .FindMoreAsync(connection, batch, row, matcher, ownersMax, cancellationToken)
            .ConfigureAwait(false);
        await using (found.ConfigureAwait(false))
        {
            await RegisterAsync(found, new Registration(owners.OfStored, Take, () => false), cancellationToken)
                .ConfigureAwait(false);
        }

        void Take(ReadOnlySpan<UInt128> contactKeys, long owner)
        {
            if (!isKnown(owner))
            {
                matcher.Add(contactKeys, owner);
            }
        }
    }

    /// <summary>How many phone numbers of the contacts that were read last have no calling code and could not be read.</summary>
    public long UnreadPhoneCount => keys.UnreadPhoneCount;

    /// <summary>True when what the matcher knows has outgrown its share of memory.</summary>
    public bool IsOverMemory =>
        UsesDisk ? known.IsFull : !isProbing && (mustProbe || matcher.LengthBytes + owners.LengthBytes > bytesMax);

    /// <summary>
    /// Goes over to the disk, or moves further keys there: those of contacts that are committed. The caller registers what is on its way
    /// again.
    /// </summary>
    /// <param name="firstOpen">The first contact that is on its way.</param>
    /// <param name="cancellationToken">Stops.</param>
    public void MoveToDisk(long firstOpen, CancellationToken cancellationToken) =>
        known.Relieve(firstOpen, cancellationToken);

    /// <summary>
    /// Goes over to looking contacts up: the keys of all stored contacts go into the Bloom filter. The caller registers what is
    /// on its way again. May be called again when it fails: half a filter would take stored contacts for new ones.
    /// </summary>
    public async ValueTask StartProbingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (IsOnThisSideOnly)
        {
            throw new JobException(
                $"The keys of the contacts in {plan.Table.Name.Quoted} do not fit into memory, and contacts that are matched by email:gmail cannot be looked up in the database to be updated. Raise --memory (for example to twice its value), or match by email."
            );
        }
        mustProbe = true;
        matcher.Clear();
        owners.Forget();
        var expected = RowEstimate + Math.Max(options.ExpectedRecords, 1_000_000);
        bloom = new BloomFilter(expected * columns.Slots.Count, bytesMax / 2);
        // Nobody asks here which contact it is, so no key of a contact is kept.
        var remember = new Registration(_ => 0, (contactKeys, _) => Remember(contactKeys), () => false);
        await ScanAsync(connection, remember, cancellationToken).ConfigureAwait(false);
        isProbing = true;
    }

    /// <summary>Remembers keys of a contact that was committed, where contacts are looked up.</summary>
    public void Remember(ReadOnlySpan<UInt128> contactKeys)
    {
        foreach (var key in contactKeys)
        {
            if (key != 0)
            {
                bloom?.Add(key);
            }
        }
    }

    /// <summary>True when there is room for more contacts, which the disk makes where it may.</summary>
    bool HasRoom(CancellationToken cancellationToken)
    {
        if (UsesDisk)
        {
            known.Relieve(cancellationToken);
        }
        return UsesDisk || !IsOverMemory;
    }

    bool MayBeStored(UInt128 key) => bloom?.MayContain(key) ?? true;

    /// <summary>Reads the keys of all contacts; false when it stopped because there is no room for more.</summary>
    async ValueTask<bool> ScanAsync(
        NpgsqlConnection connection,
        Registration registration,
        CancellationToken cancellationToken
    )
    {
        keys.UnreadPhoneCount = 0;
        var copy = await ContactReader
            .StartAsync(connection, ScanSql(), buffer, cancellationToken)
            .ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            if (await RegisterAsync(copy, registration, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
            // The rest of the rows is of no use: what was read is read again into the filter.
            await DrainAsync(copy, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }

    static async ValueTask DrainAsync(ContactReader copy, CancellationToken cancellationToken)
    {
        while (await copy.ReadAsync(cancellationToken).ConfigureAwait(false)) { }
    }

    /// <summary>
    /// Rows of (key or whether an interrupted run of this job wrote it, values of the match fields). The own ones are told
    /// apart because they count as duplicates in the file, as they would have without the interruption.
    /// </summary>
    string ScanSql()
    {
        var who = IsOwnerAsked ? $"t.{Sql.Quote(plan.Table.Key!.Name)}::text" : Whose(plan, options);
        var values = string.Concat(columns.FieldNames.Select(name => ", " + columns.Expression(name)));
        return $"select {who}{values} from {plan.Table.Name.Quoted} t";
    }

    /// <summary>SQL that tells, for the table's row <c>t</c>, contacts that this job has stored already from all others.</summary>
    public static string Whose(LoadPlan plan, StoreSinkOptions options) =>
        FormattableString.Invariant(
            $"case when {IsOwn(plan, options)} then '{ContactOwners.SomeOwn}' else '{ContactOwners.SomeStored}' end"
        );

    /// <summary>SQL that is true when the table's row <c>t</c> was last written by a transaction of this job's chunks.</summary>
    public static string IsOwn(LoadPlan plan, StoreSinkOptions options)
    {
        var chunks = new TableName(plan.Table.Name.Schema, "etl_chunk").Quoted;
        return FormattableString.Invariant(
            $"t.xmin::text in (select c.xmin::text from {chunks} c where c.job_id = {options.JobId})"
        );
    }

    async ValueTask<bool> RegisterAsync(
        ContactReader copy,
        Registration registration,
        CancellationToken cancellationToken
    )
    {
        keys.Clear();
        while (await copy.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids[keys.Count] = registration.OwnerOf(copy.Value(0));
            keys.AddContact();
            for (var field = 0; field < columns.FieldNames.Count; field++)
            {
                keys.SetValue(field, copy.Value(field + 1));
            }
            if (keys.Count == RowsPerBatch)
            {
                Flush(registration.Take);
                if (registration.IsFull())
                {
                    return false;
                }
            }
        }
        Flush(registration.Take);
        return true;
    }

    void Flush(ChunkDecider.KeyUse take)
    {
        keys.Compute();
        for (var contact = 0; contact < keys.Count; contact++)
        {
            take(keys.Keys(contact), ids[contact]);
        }
        keys.Clear();
    }

    /// <summary>What is done with contacts that are read: numbered, taken, until there is no room for more.</summary>
    sealed record Registration(Func<ReadOnlySpan<byte>, long> OwnerOf, ChunkDecider.KeyUse Take, Func<bool> IsFull);
}
