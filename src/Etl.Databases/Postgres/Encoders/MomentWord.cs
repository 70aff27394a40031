namespace Etl.Databases.Postgres.Encoders;

/// <summary>Words that stand for a date or time.</summary>
enum MomentWord
{
    /// <summary>Later than any other.</summary>
    Infinity,

    /// <summary>Earlier than any other.</summary>
    MinusInfinity,

    /// <summary>1970-01-01, midnight UTC.</summary>
    Epoch,
}
