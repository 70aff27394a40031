using System.Text;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

public sealed class ResumeTests : IDisposable
{
    /// <summary>Three times the sample that mapping is judged by, which comes as one batch; some 50 batches follow it.</summary>
    const int RecordCount = 6_000;

    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 4096, ChunkRows = 300 };

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task A_job_cancelled_anywhere_ends_as_if_it_had_not_been(DuplicatePolicy policy)
    {
        var input = At("contacts.csv");
        await File.WriteAllTextAsync(input, Contacts(RecordCount), TestContext.Current.CancellationToken);
        var expected = await RunAsync(input, "whole", policy, int.MaxValue);
        foreach (var batches in (int[])[1, 2, 3, 10, 30])
        {
            Assert.Equal(expected, await RunAsync(input, $"cancelled{batches}", policy, batches));
        }
    }

    [Fact]
    public async Task A_job_resumed_twice_at_once_is_resumed_once()
    {
        var input = At("contacts.csv");
        await File.WriteAllTextAsync(input, Contacts(RecordCount), TestContext.Current.CancellationToken);
        var expected = await RunAsync(input, "whole", DuplicatePolicy.Skip, int.MaxValue);
        var target = "sqlite:" + At("twice.db");
        using var observer = new CancellingObserver(10);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new JobRunner(Environment).RunAsync(Options(input, "twice", DuplicatePolicy.Skip), observer, observer.Token)
        );
        var runs = Enumerable.Range(0, 2).Select(_ => Record.ExceptionAsync(() => ResumeAsync(target)).AsTask());
        var failures = await Task.WhenAll(runs);
        var failure = Assert.Single(failures.OfType<Exception>());
        Assert.IsType<JobException>(failure);
        Assert.Equal(expected, await DumpAsync(target, "twice"));
        var job = Assert.Single(
            await new JobLedger(Environment, target).ListAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal(JobState.Succeeded, job.State);
    }

    static Task ResumeAsync(string target) =>
        Task.Run(() =>
            new JobRunner(Environment).ResumeAsync(
                target,
                null,
                new SilentObserver(),
                TestContext.Current.CancellationToken
            )
        );

    async Task<string> RunAsync(string input, string name, DuplicatePolicy policy, int batches)
    {
        var target = "sqlite:" + At(name + ".db");
        var options = Options(input, name, policy);
        using var observer = new CancellingObserver(batches);
        var runner = new JobRunner(Environment);
        if (batches == int.MaxValue)
        {
            await runner.RunAsync(options, observer, observer.Token);
        }
        else
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
                runner.RunAsync(options, observer, observer.Token)
            );
            await ResumeAsync(target);
        }
        return await DumpAsync(target, name);
    }

    JobOptions Options(string input, string name, DuplicatePolicy policy) =>
        new()
        {
            Inputs = [input],
            Target = "sqlite:" + At(name + ".db"),
            Rejects = At(name + ".rejects.csv"),
            OnDuplicate = policy,
            Workers = 2,
        };

    async Task<string> DumpAsync(string target, string name)
    {
        var token = TestContext.Current.CancellationToken;
        var output = At(name + ".csv");
        await new JobRunner(Environment).RunAsync(
            new JobOptions
            {
                Kind = JobKind.Export,
                From = target,
                Output = output,
                Columns = ["id", "full_name", "email", "phone", "city"],
            },
            new SilentObserver(),
            token
        );
        var parts = new StringBuilder(await File.ReadAllTextAsync(output, token));
        parts.Append(await File.ReadAllTextAsync(At(name + ".rejects.csv"), token));
        parts.Append(await File.ReadAllTextAsync(At(name + ".rejects.csv.jsonl"), token));
        return parts.ToString();
    }

    // Every third record comes again, every tenth is nobody.
    static string Contacts(int count)
    {
        var text = new StringBuilder("Name,Email,Phone,City\n");
        for (var number = 0; number < count; number++)
        {
            var person = number % 3 == 2 ? number - 2 : number;
            text.Append(
                number % 10 == 9
                    ? $",,,City {number}\n"
                    : $"Person {number},person{person}@example.com,+4930555{person:00000},\"City\n{number}\"\n"
            );
        }
        return text.ToString();
    }

    string At(string name) => Path.Combine(folder.Path, name);
}
