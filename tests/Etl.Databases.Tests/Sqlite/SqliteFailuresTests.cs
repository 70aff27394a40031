using Etl.Databases.Sqlite;
using Etl.Testing;

namespace Etl.Databases.Tests.Sqlite;

public sealed class SqliteFailuresTests
{
    [Theory]
    [InlineData(0, 9 << 20, "no space for 'people.db' in the folder '{store}';")]
    [InlineData(9 << 20, 0, "The folder for temporary files '/elsewhere' is full;")]
    [InlineData(9 << 20, 4096, "The folder for temporary files '/elsewhere' is full;")]
    // When nobody can tell, it is the store's.
    [InlineData(0, 0, "in the folder '{store}';")]
    [InlineData(9 << 20, 9 << 20, "in the folder '{store}';")]
    public void The_folder_that_is_full_is_named(long storeBytes, long temporaryBytes, string says)
    {
        using var folder = new TempFolder();

        var exception = SqliteFailures.Full(
            folder.File("people.db"),
            "/elsewhere",
            path => path == folder.Path ? storeBytes : temporaryBytes
        );

        Assert.Contains(
            says.Replace("{store}", folder.Path, StringComparison.Ordinal),
            exception.Message,
            StringComparison.Ordinal
        );
    }
}
