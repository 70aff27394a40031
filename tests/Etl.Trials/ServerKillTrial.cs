using System.Diagnostics;
using System.Globalization;
using Etl.Testing;
using Etl.Trials.Targets;
using Npgsql;

namespace Etl.Trials;

/// <summary>
/// Promise: when the server ends a connection, loses a backend to SIGKILL, or stops at once and comes back, an import goes on by
/// itself or stops and is resumed, and ends like an undisturbed one. The three take turns; the moments are uniform over the
/// undisturbed run's time.
/// </summary>
sealed class ServerKillTrial(TrialImport import, PostgresServer server, Random random, TextWriter output)
{
    /// <summary>Backends of this client that are at work rather than waiting come first: they hurt most.</summary>
    const string Victim = """
        select pid from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        order by state = 'active' desc, random() limit 1
        """;

    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(5);

    static readonly TimeSpan recoveryMax = TimeSpan.FromMinutes(2);

    readonly PostgresTables store = new(server);
    int disturbed;
    int recovered;
    int resumed;
    int startedAgain;

    /// <summary>Runs it and returns the exit code: 0 when no run differed.</summary>
    public async Task<int> RunAsync(int times, CancellationToken cancellationToken)
    {
        var (duration, expected) = await import.RunUndisturbedAsync(store, output, cancellationToken);
        var differences = 0;
        for (var run = 0; run < times; run++)
        {
            differences += await RunOnceAsync(run, duration, expected, cancellationToken) ? 0 : 1;
        }
        Say(
            $"{times} runs: {disturbed} disturbed, {recovered} went on by themselves, {resumed} resumed, {startedAgain} started again, {differences} differences"
        );
        return differences == 0 ? 0 : 1;
    }

    async Task<bool> RunOnceAsync(int run, TimeSpan duration, StoreState expected, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder();
        await using var target = await store.CreateAsync(folder, cancellationToken);
        var delay = duration * random.NextDouble();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var disturbance = DisturbAsync(run % 3, delay, ((PostgresTarget)target).Database, over.Token);
        var first = await ProcessRunner.RunAsync(import.Import(folder, target), cancellationToken);
        await over.CancelAsync();
        var what = await disturbance;
        await RecoveredAsync(((PostgresTarget)target).Database, cancellationToken);
        var end = await import.FinishAsync(first, folder, target, cancellationToken);
        var actual = await TrialImport.StateAsync(folder, target, cancellationToken);
        var isSame = actual == expected && end.Last.ExitCode == 0;
        Count(what, end);
        var how = (end.Resumed, end.StartedAgain, what) switch
        {
            (> 0, _, _) => "resumed",
            (_, > 0, _) => "started again",
            (_, _, null) => "undisturbed",
            _ => "went on by itself",
        };
        Say(
            $"run {run}: {what ?? "nothing to end"} after {delay.TotalSeconds:F2} s, {how}, {(isSame ? "same" : $"DIFFERENT: {actual}")}"
        );
        if (!isSame)
        {
            Say($"  first: {first}\n  last: {end.Last}");
        }
        return isSame;
    }

    void Count(string? what, TrialEnd end)
    {
        disturbed += what is null ? 0 : 1;
        resumed += end.Resumed > 0 ? 1 : 0;
        startedAgain += end.Resumed == 0 && end.StartedAgain > 0 ? 1 : 0;
        recovered += what is not null && end.Resumed + end.StartedAgain == 0 ? 1 : 0;
    }

    /// <summary>What was done; null when the import was over before there was anything to do.</summary>
    async Task<string?> DisturbAsync(int kind, TimeSpan delay, PostgresDatabase database, CancellationToken over)
    {
        try
        {
            await Task.Delay(delay, over);
            if (kind == 0)
            {
                await StopAndStartAsync();
                return "server stopped and started";
            }
            var victim = await FindVictimAsync(database, over);
            if (kind == 1)
            {
                await database.ExecuteAsync($"select pg_terminate_backend({victim})", CancellationToken.None);
                return "backend terminated";
            }
            return Kill(victim) ? "backend killed" : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>
    /// A killed backend makes the server start over, which may take longer than the import had patience for. Its user would
    /// wait before going on, and so does this.
    /// </summary>
    static async Task RecoveredAsync(PostgresDatabase database, CancellationToken cancellationToken)
    {
        var end = TimeProvider.System.GetUtcNow() + recoveryMax;
        while (true)
        {
            try
            {
                await database.ScalarAsync<int>("select 1", cancellationToken);
                return;
            }
            catch (NpgsqlException) when (TimeProvider.System.GetUtcNow() < end)
            {
                await Task.Delay(pause, cancellationToken);
            }
        }
    }

    /// <summary>Never half: the next import needs the server.</summary>
    async Task StopAndStartAsync()
    {
        await server.Cluster!.StopImmediateAsync();
        await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()));
        await server.Cluster.StartAgainAsync();
    }

    /// <summary>Early and late the import has no connection; then the next one is waited for.</summary>
    static async Task<int> FindVictimAsync(PostgresDatabase database, CancellationToken over)
    {
        while (true)
        {
            if (await database.ScalarAsync<int>(Victim, over) is > 0 and var victim)
            {
                return victim;
            }
            await Task.Delay(pause, over);
        }
    }

    static bool Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
