namespace Etl.Databases.Postgres.Encoders;

/// <summary>The SQLSTATEs with which PostgreSQL refuses values, as the encoders give them.</summary>
static class SqlState
{
    public const string TextTooLong = "22001";
    public const string OutOfRange = "22003";
    public const string DateSyntax = "22007";
    public const string DateOutOfRange = "22008";
    public const string OffsetOutOfRange = "22009";
    public const string Character = "22021";
    public const string Parameter = "22023";
    public const string Syntax = "22P02";
    public const string Untranslatable = "22P05";
    public const string StackDepth = "54001";
}
