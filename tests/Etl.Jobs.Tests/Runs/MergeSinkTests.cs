using Etl.Core.Dedupe;
using Etl.Jobs.Options;
using Etl.Jobs.Runs;
using Etl.Testing;

namespace Etl.Jobs.Tests.Runs;

public sealed class MergeSinkTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_custom_field_may_have_the_number_of_a_column_that_nothing_is_mapped_to()
    {
        var options = new JobOptions
        {
            Kind = JobKind.Clean,
            Inputs = [folder.Write("in.csv", "First Name,Email,Foo,Bar\nAnn,ann@x.org,f1,b1\nAnn,ann@x.org,f2,b2\n")],
            Output = folder.File("out.csv"),
            OnDuplicate = DuplicatePolicy.Update,
            Set = [new("Foo", "custom.3")],
        };

        await new JobRunner(new(() => Stream.Null, () => Stream.Null, TimeProvider.System)).RunAsync(
            options,
            new SilentObserver(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal("First Name,Email,Foo,Bar\nAnn,ann@x.org,f2,b2\n", folder.ReadText("out.csv"));
    }
}
