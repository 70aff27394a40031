using Etl.Core.Contracts;
using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Jobs.Stores;
using Etl.Testing;

namespace Etl.Jobs.Tests.Stores;

public sealed class InputVerificationTests : IDisposable
{
    // A duplicate by e-mail whose phone nobody has; two that match by one of two numbers and bring another.
    const string Contacts =
        "Name,Email,Phone,Mobile\n"
        + "Ann,ann@x.com,+12125550101,\n"
        + "Ann again,ann@x.com,+12125550102,\n"
        + "Bob,,+12125550103,+12125550104\n"
        + "Bob again,,+12125550109,+12125550103\n"
        + "Cy,cy@x.com,,\n"
        + "Nobody's key,,,\n";

    readonly TempFolder folder = new();

    static JobEnvironment Environment => new(() => Stream.Null, () => Stream.Null, TimeProvider.System);

    string Target => "sqlite:" + folder.File("contacts.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(DuplicatePolicy.Skip)]
    [InlineData(DuplicatePolicy.Update)]
    [InlineData(DuplicatePolicy.Create)]
    public async Task A_sample_is_found_by_the_keys_that_its_records_were_looked_up_by(DuplicatePolicy policy)
    {
        await ImportAsync(folder.Write("a.csv", Contacts), policy);
        var result = await VerifyAsync(1);
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        Assert.Contains(result.Checks, check => check.Contains("sampled from the input", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sample_is_not_looked_for_when_a_later_job_has_updated_contacts()
    {
        await ImportAsync(folder.Write("a.csv", Contacts), DuplicatePolicy.Skip);
        await ImportAsync(
            folder.Write("b.csv", "Name,Phone,Mobile\nBob,+12125550777,+12125550104\n"),
            DuplicatePolicy.Update
        );
        var result = await VerifyAsync(1);
        Assert.True(result.IsConsistent, string.Join('\n', result.Checks));
        Assert.Contains(result.Checks, check => check.Contains("later jobs have changed", StringComparison.Ordinal));
    }

    Task ImportAsync(string input, DuplicatePolicy policy) =>
        new JobRunner(Environment).RunAsync(
            new JobOptions
            {
                Inputs = [input],
                Target = Target,
                OnDuplicate = policy,
            },
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );

    Task<VerifyResult> VerifyAsync(long jobId) =>
        new JobLedger(Environment, Target).VerifyAsync(jobId, TestContext.Current.CancellationToken);
}
