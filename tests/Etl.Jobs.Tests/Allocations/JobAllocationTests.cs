using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>
/// Whole jobs, from the input to the file or the committed rows: what they allocate goes with blocks and chunks, never with records. Those into
/// PostgreSQL are <see cref="PostgresAllocationTests"/>.
/// </summary>
/// <remarks>
/// Measured is the whole process, once the pools have their sizes. A block of these records is some 450 of them and costs a few
/// kilobytes: tasks that wait, totals, progress. The smallest object takes 24 bytes, so one for every record would break every limit here.
/// </remarks>
[Collection(typeof(AloneCollection))]
public sealed class JobAllocationTests : IDisposable
{
    const int RecordCount = 10_000;

    /// <summary>Every batch of the largest pool has been used by then.</summary>
    const int WarmCount = 6_000;

    /// <summary>So many contacts fill each block of an output once; fewer contacts than records are written.</summary>
    const int WrittenWarmCount = 3_000;

    const int People = 2_000;
    const int BlockBytes = 128 * 1024;
    const double BytesPerRecordMax = 16;

    static readonly KeyValuePair<string, string>[] plainMapping =
    [
        .. MessyContacts.Mapping.Where(pair => !MessyContacts.CustomColumns.Contains(pair.Key)),
    ];

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Skip)]
    public async Task Cleaning_allocates_nothing_per_record(DuplicatePolicy policy) =>
        await ExpectAsync(
            Options(JobKind.Clean) with
            {
                Output = folder.File("clean.csv"),
                OnDuplicate = policy,
                Filter = "city <> 'PARIS'",
            }
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cleaning_with_updates_allocates_nothing_per_record(bool changes) =>
        await ExpectUpdatesAsync(
            Merging() with
            {
                Output = folder.File("clean.csv"),
            },
            MessyContacts.Make(RecordCount, People, changes: changes),
            changes
        );

    /// <summary>The second half of such a job: from the temporary store into the output, which tells how far it is.</summary>
    [Fact]
    public async Task Writing_what_updates_made_allocates_nothing_per_record()
    {
        using var output = new AllocationStream(WrittenWarmCount);
        await RunAsync(Merging() with { Output = "-" }, MessyContacts.Make(RecordCount, RecordCount), output);
        output.Gauge.ExpectFew(RecordCount, BytesPerRecordMax);
    }

    [Theory]
    [InlineData("outlook")]
    [InlineData("google")]
    public async Task Composing_for_another_program_allocates_nothing_per_record(string program) =>
        await ExpectAsync(Options(JobKind.Clean) with { Output = folder.File("clean.csv"), As = program });

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Skip)]
    public async Task Importing_into_SQLite_allocates_nothing_per_record(DuplicatePolicy policy) =>
        await ExpectAsync(
            Options(JobKind.Import) with
            {
                Target = "sqlite:" + folder.File("contacts.db"),
                OnDuplicate = policy,
            }
        );

    /// <summary>Each person comes five times, the last two of them while it is measured.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Duplicates_in_the_file_that_update_SQLite_allocate_nothing_per_record(bool changes) =>
        await ExpectUpdatesAsync(Updates(), MessyContacts.Make(RecordCount, People, changes: changes), changes);

    [Theory]
    [InlineData(BlankPolicy.Keep)]
    [InlineData(BlankPolicy.Clear)]
    public async Task Lists_that_grow_by_updates_of_SQLite_allocate_nothing_per_record(BlankPolicy blank) =>
        await ExpectUpdatesAsync(
            Updates() with
            {
                Blank = blank,
                Merge =
                [
                    new("tags", MergePolicy.Append),
                    new("notes", MergePolicy.Append),
                    new("custom.remark", MergePolicy.Append),
                    new("custom.size", MergePolicy.Append),
                    new("company", MergePolicy.Fill),
                    new("custom.price", MergePolicy.Keep),
                ],
            },
            MessyContacts.Make(RecordCount, People, changes: true),
            changes: true
        );

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public async Task Updating_contacts_of_an_earlier_job_allocates_nothing_per_record(int version, bool mapsCustoms)
    {
        await RunAsync(Updates(), MessyContacts.Make(RecordCount, RecordCount));
        await ExpectUpdatesAsync(
            mapsCustoms ? Updates() : Updates() with { Set = plainMapping, Ignore = MessyContacts.CustomColumns },
            MessyContacts.Make(RecordCount, RecordCount, version),
            changes: version > 0
        );
    }

    [Fact]
    public async Task Exporting_allocates_nothing_per_record()
    {
        var store = "sqlite:" + folder.File("contacts.db");
        await RunAsync(Options(JobKind.Import) with { Target = store, OnDuplicate = DuplicatePolicy.Create });
        await ExpectAsync(Options(JobKind.Export) with { Inputs = [], From = store, Output = folder.File("all.csv") });
    }

    /// <summary>One of many records is refused, so the rejects are written, too.</summary>
    JobOptions Options(JobKind kind) =>
        new()
        {
            Kind = kind,
            Inputs = ["-"],
            Set = kind == JobKind.Export ? [] : MessyContacts.Mapping,
            Rejects = kind == JobKind.Export ? null : folder.File("rejects.csv"),
            Templates = folder.File("templates"),
            Workers = 1,
        };

    JobOptions Updates() =>
        Options(JobKind.Import) with
        {
            Target = "sqlite:" + folder.File("contacts.db"),
            OnDuplicate = DuplicatePolicy.Update,
        };

    JobOptions Merging() => Options(JobKind.Clean) with { OnDuplicate = DuplicatePolicy.Update };

    async Task ExpectAsync(JobOptions options)
    {
        var seen = await RunAsync(options);
        seen.Gauge.ExpectFew(RecordCount, BytesPerRecordMax);
    }

    /// <summary>Most records change contacts, or most of them meet contacts and change nothing.</summary>
    async Task ExpectUpdatesAsync(JobOptions options, byte[] input, bool changes)
    {
        var seen = await RunAsync(options, input);
        Assert.InRange(changes ? seen.Rows.Updated : seen.Rows.Unchanged, RecordCount * 2 / 3, RecordCount);
        seen.Gauge.ExpectFew(RecordCount, BytesPerRecordMax);
    }

    async Task<AllocationObserver> RunAsync(JobOptions options, byte[]? input = null, Stream? output = null)
    {
        // From a stream no keys are expected, so their table has its size once each person has come.
        using var bytes = new MemoryStream(input ?? MessyContacts.Make(RecordCount, People));
        var environment = new JobEnvironment(() => bytes, () => output ?? Stream.Null, TimeProvider.System)
        {
            BlockBytes = BlockBytes,
            ChunkRows = 2 * RecordCount,
        };
        var observer = new AllocationObserver(WarmCount);
        var report = await new JobRunner(environment).RunAsync(options, observer, Token);
        Assert.Equal("succeeded", report.Status);
        return observer;
    }
}
