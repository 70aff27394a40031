namespace Etl.Databases.Postgres.Loading;

/// <summary>A contact as it stood when rows were compared with it; others may change or delete it before it is updated.</summary>
/// <param name="Version">The transaction that wrote it (<c>xmin</c>).</param>
/// <param name="Values">The values of its match fields, see <see cref="Matching.KeyColumns.Seen"/>.</param>
readonly record struct SeenContact(uint Version, byte[] Values);
