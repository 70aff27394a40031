using Etl.Databases.Postgres.Ledger;
using Etl.Databases.Postgres.Matching;
using Etl.Databases.Stores;

namespace Etl.Databases.Postgres.Loading;

/// <summary>What a sink is made of.</summary>
/// <param name="Connections">The connections that load; one chunk each.</param>
/// <param name="WriterLock">Keeps others from writing; null in a dry run.</param>
/// <param name="Known">The keys of contacts.</param>
/// <param name="Stored">Makes stored contacts known to the matcher; null when nothing is compared.</param>
/// <param name="Contacts">Follows the match fields of contacts through updates; null when nothing is updated.</param>
/// <param name="Decider">Decides rows.</param>
/// <param name="OwnEncoder">Encodes batches that no worker has encoded.</param>
/// <param name="Finish">What is done when all chunks are in.</param>
sealed record SinkParts(
    IReadOnlyList<LoadConnection> Connections,
    HeldLock? WriterLock,
    StoreMatcher Known,
    StoredContacts? Stored,
    ContactKeys? Contacts,
    ChunkDecider Decider,
    PostgresEncoder OwnEncoder,
    LoadFinish Finish
);
