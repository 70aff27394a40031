using System.Text;
using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

public sealed class ResumeTests : IDisposable
{
    readonly TempFolder folder = new();

    static JobEnvironment Environment =>
        new(() => Stream.Null, () => Stream.Null, TimeProvider.System) { BlockBytes = 256, ChunkRows = 7 };

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    public async Task A_job_cancelled_anywhere_ends_as_if_it_had_not_been(DuplicatePolicy policy)
    {
        var input = At("contacts.csv");
        await File.WriteAllTextAsync(input, Contacts(120), TestContext.Current.CancellationToken);
        var expected = await RunAsync(input, "whole", policy, int.MaxValue);
        for (var batches = 1; batches <= 30; batches += 4)
        {
            Assert.Equal(expected, await RunAsync(input, $"cancelled{batches}", policy, batches));
        }
    }

    async Task<string> RunAsync(string input, string name, DuplicatePolicy policy, int batches)
    {
        var target = "sqlite:" + At(name + ".db");
        var options = new JobOptions
        {
            Inputs = [input],
            Target = target,
            Rejects = At(name + ".rejects.csv"),
            OnDuplicate = policy,
            Workers = 2,
        };
        using var observer = new CancellingObserver(batches);
        var runner = new JobRunner(Environment);
        try
        {
            await runner.RunAsync(options, observer, observer.Token);
        }
        catch (OperationCanceledException)
        {
            await runner.ResumeAsync(target, null, new SilentObserver(), TestContext.Current.CancellationToken);
        }
        return await DumpAsync(target, name);
    }

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
                    : $"Person {number},person{person}@example.com,+4930555{person:0000},\"City\n{number}\"\n"
            );
        }
        return text.ToString();
    }

    string At(string name) => Path.Combine(folder.Path, name);
}
