namespace Etl.Databases.Tests.Sqlite;

public sealed class SqliteVerificationTests
{
    const string WithoutTrigger = "drop trigger etl_contact_edited; ";

    [Theory]
    [InlineData("", true)]
    [InlineData("update contacts set first_name = 'by hand' where id = 2", true)]
    [InlineData(WithoutTrigger + "update contacts set first_name = 'x' where id = 2", false)]
    [InlineData(WithoutTrigger + "update contacts set email = first_name, first_name = email where id = 2", false)]
    [InlineData(WithoutTrigger + "update contacts set id = 99 where id = 4", false)]
    [InlineData("delete from contacts where id = 3", false)]
    [InlineData("delete from etl_chunk where chunk = 1", false)]
    [InlineData("update etl_chunk set inserted = inserted + 1 where chunk = 0", false)]
    public async Task Planted_damage_is_found_and_known_edits_are_not_damage(string damage, bool isConsistent)
    {
        using var fixture = new StoreFixture();
        string[][] rows =
        [
            ["a@x", "Ann"],
            ["b@x", "Ben"],
            ["c@x", "Cid"],
            ["d@x", "Dan"],
        ];
        var (jobId, _) = await fixture.LoadAsync(StoreFixture.Layout("email", "first_name"), rows, null, 2);
        if (damage.Length > 0)
        {
            fixture.Execute(damage);
        }
        await using var store = await fixture.OpenAsync();
        var result = await store.VerifyAsync(jobId, TestContext.Current.CancellationToken);
        Assert.True(isConsistent == result.IsConsistent, string.Join('\n', result.Checks));
    }
}
