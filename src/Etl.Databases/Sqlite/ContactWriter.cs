using Etl.Core.Contracts;

namespace Etl.Databases.Sqlite;

/// <summary>The prepared statements for rows of one layout.</summary>
sealed class ContactWriter(
    SqliteDatabase database,
    ContactLayout layout,
    StoreSinkOptions options,
    IReadOnlyList<string> keyFields
) : IDisposable
{
    ContactUpdater? updater;

    public ContactInserter Inserter { get; } = new(database, layout, options);

    public ContactUpdater Updater => updater ??= new ContactUpdater(database, layout, options, keyFields);

    public void Dispose()
    {
        Inserter.Dispose();
        updater?.Dispose();
    }
}
