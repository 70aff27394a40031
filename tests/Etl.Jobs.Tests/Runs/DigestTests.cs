using Etl.Core.Diagnostics;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

/// <summary>Inputs are digested where somebody can see it: always in a store's ledger, and in the report of a clean unless it is said that nobody reads it.</summary>
public sealed class DigestTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(JobKind.Clean, true, true)]
    [InlineData(JobKind.Clean, false, false)]
    [InlineData(JobKind.Import, true, true)]
    [InlineData(JobKind.Import, false, true)]
    public async Task A_job_digests_what_its_report_or_its_ledger_tells(JobKind kind, bool isTold, bool isDigested)
    {
        var report = await RunAsync(Options(kind) with { TellsDigests = isTold });

        Assert.Equal(1, report.Rows.Inserted);
        Assert.Equal(isDigested, report.Inputs.Single().Sha256 is not null);
    }

    [Fact]
    public async Task A_report_is_read_by_somebody_unless_it_is_said_otherwise() =>
        Assert.NotNull((await RunAsync(Options(JobKind.Clean))).Inputs.Single().Sha256);

    JobOptions Options(JobKind kind) =>
        new()
        {
            Kind = kind,
            Inputs = [folder.Write("input.csv", "Name,Email\nAnn,ann@x.com\n")],
            Output = kind == JobKind.Clean ? folder.File("out.csv") : null,
            Target = "sqlite:" + folder.File("store.db"),
            Templates = folder.File("templates"),
        };

    static Task<RunReport> RunAsync(JobOptions options) =>
        new JobRunner(new JobEnvironment(() => Stream.Null, () => Stream.Null, TimeProvider.System)).RunAsync(
            options,
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );
}
