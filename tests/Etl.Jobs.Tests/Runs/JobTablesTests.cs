using Etl.Jobs.Runs;

namespace Etl.Jobs.Tests.Runs;

public sealed class JobTablesTests
{
    /// <summary>Nobody waits for them, so a failure would never be seen.</summary>
    [Fact]
    public void Reading_them_ahead_does_not_fail() => JobTables.Read();
}
