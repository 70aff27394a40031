using Etl.Core.Schema;

namespace Etl.Jobs.Runs;

/// <summary>Stops a job whose records need columns that its output does not have; the job starts over with them.</summary>
sealed class MissingColumnsException(IReadOnlyCollection<ContactField> fields) : Exception
{
    /// <summary>The fields that need a column.</summary>
    public IReadOnlyCollection<ContactField> Fields { get; } = fields;
}
