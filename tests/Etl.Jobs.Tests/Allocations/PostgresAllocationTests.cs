using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Pipeline;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>
/// Whole imports into PostgreSQL, from the input to the committed rows: what they allocate goes with chunks and the commands for them,
/// never with records.
/// </summary>
/// <remarks>
/// Measured is the whole process, once the pools have their sizes and what is kept from chunk to chunk has its own. A chunk is some 8,000
/// records and costs some 50 KB: commands, whose texts name every column, and the ledger's texts. The smallest object takes 24 bytes,
/// so one for every record would break the limit.
/// </remarks>
[Collection(typeof(AloneCollection))]
public sealed class PostgresAllocationTests : IDisposable
{
    const int RecordCount = 49_000;

    /// <summary>Every batch of the pool has been used by then.</summary>
    const int WarmCount = 33_000;

    const int BlockBytes = 64 * 1024;
    const double BytesPerRecordMax = 16;

    /// <summary>Less than the keys of the records take.</summary>
    const int LittleKeyBytes = 300_000;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Skip)]
    public async Task Importing_allocates_nothing_per_record(DuplicatePolicy policy) =>
        await ExpectAsync(
            Options() with
            {
                Set = MessyContacts.Mapping,
                OnDuplicate = policy,
            },
            MessyContacts.Make(RecordCount, people: 2_000),
            blockBytes: 4 * BlockBytes
        );

    /// <summary>All people have come by the time it is measured, and are found on the disk.</summary>
    [Fact]
    public async Task Importing_with_keys_on_the_disk_allocates_nothing_per_record()
    {
        const int LargeBlockBytes = 4 * BlockBytes;
        var options = Options() with
        {
            Set = MessyContacts.Mapping,
            OnDuplicate = DuplicatePolicy.Skip,
            MemoryBytes = LittleMemory(LargeBlockBytes),
        };
        var seen = await ExpectAsync(
            options,
            MessyContacts.Make(RecordCount, people: 16_000),
            blockBytes: LargeBlockBytes
        );
        Assert.Equal("disk", seen.Search?.Where);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Updating_contacts_of_an_earlier_job_allocates_nothing_per_record(int change) =>
        await ExpectAsync(Options(), People(change: 0), People(change));

    /// <summary>Chunks are half as large where memory is short, and asking takes commands of its own; less than the smallest object for each record all the same.</summary>
    [Fact]
    public async Task Updating_contacts_that_are_looked_up_because_memory_is_short_allocates_nothing_per_record()
    {
        var options = Options() with { MemoryBytes = LittleMemory(BlockBytes) };
        var seen = await ExpectAsync(options, People(change: 0), People(change: 1), bytesPerRecordMax: 23);
        Assert.Equal("database", seen.Search?.Where);
    }

    [Fact]
    public async Task Updating_contacts_that_the_same_file_inserts_allocates_nothing_per_record() =>
        await ExpectAsync(Options(), ChangingContacts.Make(RecordCount, row => (row / 6, row % 6)));

    /// <summary>
    /// The rounds before and the script are some 35 commands a chunk, of 240 KB together, 30 bytes a record; with an object for each row that
    /// is merged one by one, four of five, it would be 50.
    /// </summary>
    [Fact]
    public async Task Merging_many_rows_into_a_contact_one_by_one_allocates_nothing_per_record() =>
        await ExpectAsync(
            Options(),
            ChangingContacts.Make(RecordCount, row => (row / 40, row % 40)),
            bytesPerRecordMax: 40
        );

    [Fact]
    public async Task Updates_that_change_match_fields_allocate_nothing_per_record() =>
        await ExpectAsync(Options() with { Match = ["email", "phone"] }, People(change: 0), People(change: 1));

    [Fact]
    public async Task Merging_lists_and_custom_fields_allocates_nothing_per_record()
    {
        var options = Options() with
        {
            Blank = BlankPolicy.Clear,
            Merge =
            [
                new("tags", MergePolicy.Append),
                new("notes", MergePolicy.Append),
                new("custom.remark", MergePolicy.Fill),
            ],
        };
        await ExpectAsync(options, People(change: 0), People(change: 1));
    }

    /// <summary>Where memory is short, chunks are smaller, and their batches leave more to the keys.</summary>
    static long LittleMemory(int blockBytes)
    {
        var plenty = MemoryPlan.CreateForChunks(JobOptions.DefaultMemoryBytes, 1, 1, blockBytes);
        var less = MemoryPlan.FixedBytes + plenty.BatchesBytes;
        var smallest = MemoryPlan.CreateForChunks(less, 1, 1, blockBytes);
        return MemoryPlan.FixedBytes + smallest.BatchesBytes + LittleKeyBytes;
    }

    static byte[] People(int change) => ChangingContacts.Make(RecordCount, row => (row, change));

    JobOptions Options() =>
        new()
        {
            Kind = JobKind.Import,
            Inputs = [folder.File("contacts.csv")],
            Set = ChangingContacts.Mapping,
            Rejects = folder.File("rejects.csv"),
            Templates = folder.File("templates"),
            Match = ["email"],
            OnDuplicate = DuplicatePolicy.Update,
            Workers = 1,
            Connections = 1,
        };

    /// <summary>Imports a file, and measures it or the one that is imported behind it.</summary>
    async Task<AllocationObserver> ExpectAsync(
        JobOptions options,
        byte[] file,
        byte[]? next = null,
        int blockBytes = BlockBytes,
        double bytesPerRecordMax = BytesPerRecordMax
    )
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Token);
        // What a process makes once, such as the arrays that all jobs borrow, is not measured.
        await RunAsync(options with { Target = database.UriOf("others") }, blockBytes, file);
        options = options with { Target = database.UriOf("people") };
        var seen = await RunAsync(options, blockBytes, file);
        if (next is not null)
        {
            seen = await RunAsync(options, blockBytes, next);
        }
        seen.Gauge.ExpectFew(RecordCount, bytesPerRecordMax);
        return seen;
    }

    async Task<AllocationObserver> RunAsync(JobOptions options, int blockBytes, byte[] file)
    {
        await File.WriteAllBytesAsync(options.Inputs[0], file, Token);
        var environment = new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System)
        {
            BlockBytes = blockBytes,
            ChunkRows = RecordCount,
        };
        var observer = new AllocationObserver(WarmCount);
        var report = await new JobRunner(environment).RunAsync(options, observer, Token);
        Assert.Equal("succeeded", report.Status);
        observer.Search = report.DuplicateSearch;
        return observer;
    }
}
