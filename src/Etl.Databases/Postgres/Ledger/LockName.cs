namespace Etl.Databases.Postgres.Ledger;

/// <summary>An advisory lock: what kind it is, and of what. See <see cref="AdvisoryLocks"/>.</summary>
/// <param name="Class">Its kind.</param>
/// <param name="Text">What it is of; hashed.</param>
readonly record struct LockName(int Class, string Text);
