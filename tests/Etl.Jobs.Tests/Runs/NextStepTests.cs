using System.Globalization;
using System.Text;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>What is said of an import that ended early is what then happens.</summary>
public sealed class NextStepTests : IDisposable
{
    /// <summary>The first 128 KiB, over half, are one batch; some 25 batches follow it, a chunk each.</summary>
    const int RecordCount = 6_000;

    /// <summary>Every tenth record has a name and nothing that it is matched by.</summary>
    const int KeylessCount = RecordCount / 10;

    readonly TempFolder folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static JobEnvironment Environment =>
        new(() => new MemoryStream(Encoding.UTF8.GetBytes(Contacts())), () => Stream.Null, TimeProvider.System)
        {
            BlockBytes = 4096,
            ChunkRows = 300,
        };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_stream_that_was_cancelled_is_loaded_from_the_beginning()
    {
        var sentence = await CancelAsync("-");
        Assert.Equal(
            $"What was committed stays, and the job cannot be resumed, because its input '-' is a stream, which cannot be read again from where it stopped. Run the import again from the beginning: it finds what is in the store by its match values and does not load it twice. Where records have none, take the job back first with: etl jobs undo 1 --to {Target}",
            sentence
        );

        var refused = await Assert.ThrowsAsync<JobException>(() =>
            new JobRunner(Environment).ResumeAsync(Target, 1, new SilentObserver(), Token)
        );
        Assert.StartsWith(
            "Job 1 cannot be resumed, because its input '-' is a stream",
            refused.Message,
            StringComparison.Ordinal
        );
        var (keyed, keyless) = await CountAsync();
        Assert.InRange(keyless, 1, KeylessCount - 1);
        Assert.InRange(keyed, 1, RecordCount - KeylessCount - 1);
        await ImportAsync("-");
        Assert.Equal((RecordCount - KeylessCount, KeylessCount + keyless), await CountAsync());
    }

    [Fact]
    public async Task A_stream_that_was_cancelled_and_taken_back_is_loaded_once()
    {
        await CancelAsync("-");
        await new JobLedger(Environment, Target).UndoAsync(1, Token);
        await ImportAsync("-");
        Assert.Equal((RecordCount - KeylessCount, KeylessCount), await CountAsync());
    }

    [Fact]
    public async Task A_file_that_was_cancelled_is_gone_on_with()
    {
        var input = folder.Write("in.csv", Contacts());
        var sentence = await CancelAsync(input);
        Assert.Equal($"What was committed stays; go on with: etl jobs resume 1 --to {Target}", sentence);
        await new JobRunner(Environment).ResumeAsync(Target, 1, new SilentObserver(), Token);
        Assert.Equal((RecordCount - KeylessCount, KeylessCount), await CountAsync());
    }

    [Theory]
    [InlineData(DuplicatePolicy.Create)]
    [InlineData(DuplicatePolicy.Fail)]
    public void Where_nothing_is_found_in_the_store_the_job_is_taken_back_first(DuplicatePolicy policy) =>
        Assert.EndsWith(
            " Run the import again from the beginning, but take the job back first with: etl jobs undo 7 --to sqlite:a.db",
            Of(new JobOptions { Inputs = ["in.csv", "-"], OnDuplicate = policy }).Sentence,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_name_that_is_another_stream_in_the_next_process_is_an_obstacle()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such names there.");
        Assert.NotNull(Of(new JobOptions { Inputs = ["/dev/stdin"] }).Obstacle);
        Assert.NotNull(Of(new JobOptions { Inputs = ["/dev/fd/63"] }).Obstacle);
    }

    [Fact]
    public void A_database_is_named_without_its_password()
    {
        var step = Of(new JobOptions { Inputs = ["postgres://ann:secret@db/crm?table=people"] });
        Assert.Contains("may have changed since. Run the import again", step.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", step.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_that_commits_nothing_before_its_end_leaves_nothing_to_do()
    {
        Assert.Null(Of(new JobOptions { Inputs = ["-"], DryRun = true }).Sentence);
        Assert.Null(Of(new JobOptions { Inputs = ["in.csv"], Publish = PublishMode.Staged }).Sentence);
    }

    [Fact]
    public void An_import_that_its_rejects_stopped_is_resumed_only_where_it_can_be()
    {
        var options = new JobOptions
        {
            Inputs = ["-"],
            Target = "sqlite:a.db",
            MaxRejects = RejectLimit.Parse("1"),
        };
        var rows = new RowTotals { Read = 9, Rejected = 2 };
        var stream = RejectStop.Sentence(options, "7", rows);
        Assert.DoesNotContain("etl jobs resume", stream, StringComparison.Ordinal);
        Assert.EndsWith(" first with: etl jobs undo 7 --to sqlite:a.db", stream, StringComparison.Ordinal);
        var file = RejectStop.Sentence(options with { Inputs = ["in.csv"] }, "7", rows);
        Assert.Contains(" with: etl jobs resume 7 --to sqlite:a.db or take ", file, StringComparison.Ordinal);
        Assert.EndsWith(" with: etl jobs undo 7 --to sqlite:a.db", file, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("in.csv", DuplicatePolicy.Skip)]
    [InlineData("-", DuplicatePolicy.Skip)]
    [InlineData("-", DuplicatePolicy.Create)]
    public void A_command_whose_target_needs_quotes_can_be_copied_as_it_stands(string input, DuplicatePolicy policy)
    {
        var options = new JobOptions
        {
            Inputs = [input],
            OnDuplicate = policy,
            Target = "postgres://ann:secret@db/crm?table=people",
            MaxRejects = RejectLimit.Parse("1"),
        };
        string[] sentences =
        [
            new NextStep(options, "7").Sentence!,
            RejectStop.Sentence(options, "7", new RowTotals { Read = 9, Rejected = 2 }),
        ];
        Assert.All(
            sentences,
            sentence =>
            {
                Assert.EndsWith(" 7 --to 'postgres://ann@db/crm?table=people'", sentence, StringComparison.Ordinal);
                Assert.DoesNotContain("'etl ", sentence, StringComparison.Ordinal);
            }
        );
    }

    static NextStep Of(JobOptions options) => new(options with { Target = "sqlite:a.db" }, "7");

    string Target => "sqlite:" + folder.File("people.db");

    /// <summary>Imports and stops in the middle; returns what was said last.</summary>
    async Task<string> CancelAsync(string input)
    {
        using var observer = new CancellingObserver(10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new JobRunner(Environment).RunAsync(Options(input), observer, observer.Token)
        );
        return observer.Notes.Last();
    }

    Task<RunReport> ImportAsync(string input) =>
        new JobRunner(Environment).RunAsync(Options(input), new SilentObserver(), Token);

    JobOptions Options(string input) =>
        new()
        {
            Inputs = [input],
            Target = Target,
            Rejects = folder.File("rejects.csv"),
        };

    /// <summary>How many contacts have an address, and how many have none.</summary>
    async Task<(int Keyed, int Keyless)> CountAsync()
    {
        var output = folder.File("out.csv");
        await new JobRunner(Environment).RunAsync(
            new JobOptions
            {
                Kind = JobKind.Export,
                From = Target,
                Output = output,
                Overwrite = true,
                Columns = ["email", "first_name"],
            },
            new SilentObserver(),
            Token
        );
        var lines = (await File.ReadAllLinesAsync(output, Token))[1..];
        var keyless = lines.Count(line => line.StartsWith(','));
        return (lines.Length - keyless, keyless);
    }

    static string Contacts()
    {
        var text = new StringBuilder("First Name,Email,City\n");
        for (var number = 0; number < RecordCount; number++)
        {
            var email = number % 10 == 9 ? "" : string.Create(CultureInfo.InvariantCulture, $"p{number}@example.com");
            text.Append(CultureInfo.InvariantCulture, $"Person {number},{email},Town of the person {number}\n");
        }
        return text.ToString();
    }
}
