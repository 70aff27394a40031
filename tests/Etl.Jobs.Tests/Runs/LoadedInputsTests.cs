using Etl.Core.Contracts;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;

namespace Etl.Jobs.Tests.Runs;

/// <summary>
/// Files that come twice, with records that no key tells from new ones: in every order in which two jobs can load them, be interrupted,
/// resumed and taken back, no such record is lost, and none is stored twice where that can be known.
/// </summary>
public sealed class LoadedInputsTests : KeylessImports
{
    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task Of_two_imports_the_one_that_began_first_may_load_last(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var store = await StoreOpener.OpenAsync(
            options.Target,
            new StoreOptions { CreateIfMissing = true },
            Environment,
            Token
        );
        await using (store)
        {
            var first = await BeginAsync(store, options);
            Assert.Equal(RecordCount, (await ImportAsync(options)).Rows.Inserted);

            var report = await RunAsync(store, options, first);

            Assert.Equal((0, RecordCount), (report.Rows.Inserted, report.Rows.Duplicate));
            Assert.Equal(KeylessCount, CountOf(report.Changes, "KEYLESS_LOADED_BEFORE"));
        }
        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_job_has_succeeded_before_the_next_one_may_write(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var second = Task.CompletedTask;
        Task BeginSecondAsync()
        {
            second = Task.Run(() => ImportAsync(options), Token);
            // It loads all of the file in half of the time when nothing keeps it from that.
            return Task.WhenAny(second, Task.Delay(TimeSpan.FromSeconds(2), Token));
        }
        var store = new EndWatchingStore(
            await StoreOpener.OpenAsync(
                options.Target,
                new StoreOptions { CreateIfMissing = true },
                Environment,
                Token
            ),
            BeginSecondAsync
        );
        await using (store)
        {
            await RunAsync(store, options, await BeginAsync(store, options));
        }
        await second;

        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task Imports_of_one_new_file_at_the_same_time_load_it_once(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));

        var reports = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Task.Run(() => ImportAsync(options), Token))
        );

        Assert.Equal(RecordCount, reports.Sum(report => report.Rows.Inserted));
        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_a_later_job_loaded_meanwhile_is_not_loaded_again_by_a_resumed_one(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var loadedBefore = await InterruptAsync(options);
        Assert.Equal(KeylessCount, await InsertedWithoutKeyAsync(options));

        await new JobRunner(Environment).ResumeAsync(options.Target, 1, new SilentObserver(), Token);

        // What the first job had loaded already is there twice: nobody knew then whether it would ever be gone on with.
        Assert.Equal((KeylessCount, KeylessCount + loadedBefore), await KeylessAsync(options));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_a_resumed_job_left_to_a_later_one_comes_back_when_that_one_was_taken_back(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        var loadedBefore = await InterruptAsync(options);
        await ImportAsync(options);
        await new JobRunner(Environment).ResumeAsync(options.Target, 1, new SilentObserver(), Token);
        await UndoAsync(options, 2);
        Assert.Equal((loadedBefore, loadedBefore), await KeylessAsync(options));

        var report = await ImportAsync(options);

        // The resumed job alone does not prove that all of its file is there.
        Assert.Equal(KeylessCount, CountOf(report.Warnings, "KEYLESS_STORED_AGAIN"));
        Assert.Equal((KeylessCount, KeylessCount + loadedBefore), await KeylessAsync(options));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_resumed_job_loads_the_rest_when_the_later_one_was_taken_back_before(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await InterruptAsync(options);
        await ImportAsync(options);
        await UndoAsync(options, 2);

        await new JobRunner(Environment).ResumeAsync(options.Target, 1, new SilentObserver(), Token);

        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_a_job_left_out_before_it_was_interrupted_comes_back_when_its_owner_was_taken_back(
        string kind
    )
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await ImportAsync(options);
        await InterruptAsync(options);
        await UndoAsync(options, 1);
        await new JobRunner(Environment).ResumeAsync(options.Target, 2, new SilentObserver(), Token);
        var (before, _) = await KeylessAsync(options);
        Assert.InRange(before, 1, KeylessCount - 1);

        await ImportAsync(options);

        Assert.Equal((KeylessCount, KeylessCount + before), await KeylessAsync(options));
        Assert.Equal(0, (await ImportAsync(options)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task A_job_proves_the_files_that_it_loaded_and_not_the_one_that_it_left_to_another(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var first = Options(database, Write("a", 0));
        var other = Options(database, Write("b", RecordCount));
        await ImportAsync(first);
        await ImportAsync(first with { Inputs = [.. first.Inputs, .. other.Inputs] });
        Assert.Equal(0, (await ImportAsync(other)).Rows.Inserted);
        await UndoAsync(first, 1);

        Assert.Equal(RecordCount, (await ImportAsync(first)).Rows.Inserted);

        Assert.Equal((2 * KeylessCount, 2 * KeylessCount), await KeylessAsync(first));
        Assert.Equal(0, (await ImportAsync(other)).Rows.Inserted);
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_an_interrupted_job_has_loaded_is_said_to_be_stored_again(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await InterruptAsync(options);

        var other = await ImportAsync(Options(database, Write("b", RecordCount)));
        var again = await ImportAsync(options);

        Assert.Empty(other.Warnings);
        Assert.Equal(KeylessCount, CountOf(again.Warnings, "KEYLESS_STORED_AGAIN"));
    }

    [Theory]
    [InlineData(Sqlite)]
    [InlineData(Postgres)]
    public async Task What_an_interrupted_job_that_was_taken_back_had_loaded_is_new(string kind)
    {
        await using var database = await DatabaseAsync(kind);
        var options = Options(database, Write("a", 0));
        await InterruptAsync(options);
        await UndoAsync(options, 1);

        var again = await ImportAsync(options);

        Assert.Empty(again.Warnings);
        Assert.Equal((KeylessCount, KeylessCount), await KeylessAsync(options));
    }
}
