using Etl.Testing;

namespace Etl.Cli.Tests.Commands;

/// <summary>Pipes under a name, and those that a shell makes of other commands, are read and written like standard input and output.</summary>
public sealed class NamedPipeTests : IDisposable
{
    readonly TempFolder folder = new();

    public NamedPipeTests() => folder.Write("in.csv", Shell.Contacts(5_000));

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("$etl clean <(cat in.csv) --out out.csv --quiet")]
    [InlineData("$etl clean <(gzip -c in.csv) --out out.csv --quiet")]
    [InlineData("$etl clean /dev/fd/3 --out out.csv --quiet 3< in.csv")]
    [InlineData("cat in.csv | $etl clean /dev/stdin --out out.csv --quiet")]
    [InlineData("$etl clean /dev/stdin --out out.csv --quiet < in.csv")]
    [InlineData("mkfifo pipe; cat in.csv > pipe & $etl clean pipe --out out.csv --quiet")]
    [InlineData("$etl clean in.csv --out /dev/stdout --quiet > out.csv")]
    [InlineData("$etl clean in.csv --out /dev/stdout --quiet | cat > out.csv")]
    [InlineData(
        "mkfifo pipe; cat pipe > out.csv & $etl clean in.csv --out pipe --quiet; status=$?; wait; exit $status"
    )]
    [InlineData(
        "mkfifo pipe; cat pipe > out.csv & $etl clean in.csv --out pipe --overwrite --quiet; wait; test -p pipe"
    )]
    [InlineData(
        "$etl clean in.csv --out >(cat > part.csv; mv part.csv out.csv) --quiet && until [ -e out.csv ]; do sleep 0.1; done"
    )]
    public async Task All_of_it_goes_through(string script)
    {
        var result = await Shell.RunAsync(folder, script);
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal(Shell.Contacts(5_000), folder.ReadText("out.csv"));
    }

    [Fact]
    public async Task Two_pipes_are_read_one_after_the_other()
    {
        var result = await Shell.RunAsync(
            folder,
            "$etl import <(cat in.csv) <(sed s/ann/bob/ in.csv) --to sqlite:store.db --quiet --json"
        );
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("\"inserted\": 10000", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_of_a_pipe_without_a_folder_lie_where_the_command_runs()
    {
        folder.Write("bad.csv", "Name,Email\nAnn,ann@example.com\ntoo,many,fields\n");
        var result = await Shell.RunAsync(folder, "$etl clean <(cat bad.csv) --out out.csv --quiet");
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("too,many,fields", folder.ReadText("pipe.rejects.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_of_a_named_pipe_that_ends_early_is_a_failure()
    {
        var result = await Shell.RunAsync(
            folder,
            "mkfifo pipe; head -c 100 pipe > /dev/null & exec $etl clean in.csv --out pipe --quiet"
        );
        OneSentence.Expect(3, "what reads it ended before everything was written", result);
    }

    [Fact]
    public async Task A_reader_of_a_named_pipe_that_ends_before_anything_is_written_is_a_failure()
    {
        var result = await Shell.RunAsync(
            folder,
            "mkfifo pipe; (exec 7< pipe; exec 7<&-) & exec timeout -k 5 30 $etl clean in.csv --out pipe --quiet"
        );
        OneSentence.Expect(3, "what reads it ended before everything was written", result);
    }

    [Fact]
    public async Task A_file_in_a_folder_of_devices_is_a_file()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "This system keeps no files there.");
        var result = await Shell.RunAsync(
            folder,
            "out=/dev/shm/etl-$$.csv; $etl clean in.csv --out $out --quiet && mv $out out.csv"
        );
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Equal(Shell.Contacts(5_000), folder.ReadText("out.csv"));
    }

    [Fact]
    public async Task One_file_for_each_consent_is_not_written_into_a_pipe()
    {
        var result = await Shell.RunAsync(
            folder,
            "mkfifo pipe; exec $etl clean in.csv --as mailchimp --out pipe --quiet"
        );
        OneSentence.Expect(2, "one file for each consent", result);
        Assert.Equal(["in.csv", "pipe"], folder.FileNames());
    }

    [Fact]
    public async Task Each_of_two_pipes_has_rejects_of_its_own()
    {
        folder.Write("a.csv", "Name,Email\nAnn,ann@example.com\ntoo,many,fields\n");
        folder.Write("b.csv", "Name,Email\nBob,bob@example.com\nfar,too,many,fields\n");
        var result = await Shell.RunAsync(folder, "$etl clean <(cat a.csv) <(cat b.csv) --out out.csv --quiet");
        Assert.True(result.ExitCode == 0, result.All);
        Assert.Contains("too,many,fields", folder.ReadText("pipe.rejects.csv"), StringComparison.Ordinal);
        Assert.Contains("far,too,many,fields", folder.ReadText("pipe2.rejects.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clean pipe --out out.csv")]
    [InlineData("import pipe --to sqlite:store.db")]
    [InlineData("inspect pipe")]
    [InlineData("clean in.csv --out pipe")]
    [InlineData("clean in.csv --as google --out pipe --overwrite")]
    [InlineData("export --from sqlite:stored.db --out pipe")]
    public async Task Waiting_for_the_other_end_ends_with_the_first_signal(string command)
    {
        // A signal that comes before the program has started ends it without a word: then later ones are tried, each the first of its run.
        var result = await Shell.RunAsync(
            folder,
            $$"""
            mkfifo pipe; $etl import in.csv --to sqlite:stored.db --quiet
            for seconds in 2 8 32; do
                timeout -s INT -k 20 $seconds $etl {{command}} 2> said; code=$?
                [ -s said ] && break
            done
            cat said >&2; exit $code
            """
        );
        Assert.True(result.ExitCode == 124, result.All);
        Assert.Contains("Cancelled.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_read_a_pipe_is_not_resumed_and_waits_for_nobody()
    {
        folder.Write("many.csv", Shell.Contacts(60_000));
        var result = await Shell.RunAsync(
            folder,
            """
            mkfifo pipe; (cat many.csv; sleep 60) > pipe &
            ETL_CHUNK_ROWS=1000 $etl import pipe --to sqlite:store.db --quiet & job=$!
            for i in {1..300}; do [ "$(cat store.db* 2> /dev/null | wc -c)" -gt 2000000 ] && break; sleep 0.1; done
            { kill -9 $job; wait $job; kill %1; wait %1; } 2> /dev/null; exec timeout 20 $etl jobs resume --to sqlite:store.db
            """
        );
        OneSentence.Expect(2, "is a stream, which cannot be read again", result);
    }
}
