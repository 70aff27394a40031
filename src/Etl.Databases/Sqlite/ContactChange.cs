namespace Etl.Databases.Sqlite;

/// <summary>What merging a row into a contact changes.</summary>
/// <param name="IsChanged">False when the contact stays as it is.</param>
/// <param name="ChangesKeys">True when a field of a match rule may have changed.</param>
/// <param name="Checksum">What it adds to the checksum of the contacts that the job was the last to write.</param>
readonly record struct ContactChange(bool IsChanged, bool ChangesKeys, ulong Checksum);
