using Etl.Databases.Stores;

namespace Etl.Databases.Tests.Stores;

public sealed class StoreCommandTests
{
    [Theory]
    [InlineData("sqlite:a.db", "sqlite:a.db")]
    [InlineData("sqlite:my store.db", "'sqlite:my store.db'")]
    [InlineData("sqlite:o'hara.db", @"'sqlite:o'\''hara.db'")]
    [InlineData("postgres://ann:secret@db/crm?table=people", "'postgres://ann@db/crm?table=people'")]
    public void A_command_names_the_store_as_one_word_of_a_shell_without_its_password(string target, string word) =>
        Assert.Equal($"etl jobs undo 7 --to {word}", StoreCommand.Of("jobs undo 7", target));
}
