using Etl.Databases.Postgres.Loading;
using Npgsql;

namespace Etl.Databases.Tests.Postgres.Loading;

public sealed class LoadFinishTests
{
    [Theory]
    [InlineData("42P07", true)] // The index is there.
    [InlineData("42P16", true)] // The table has a primary key.
    [InlineData("55000", true)] // The index became the primary key.
    [InlineData("23505", true)] // The catalog got the same entry twice.
    [InlineData("42501", false)] // Nobody may make indexes here.
    public void What_another_attempt_of_the_same_load_is_in_the_way_of_may_pass(string state, bool expected)
    {
        var exception = new PostgresException("", "ERROR", "ERROR", state);

        Assert.Equal(expected, LoadFinish.MayPass(exception));
    }
}
