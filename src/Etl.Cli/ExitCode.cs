namespace Etl.Cli;

/// <summary>Exit codes: a contract with scripts.</summary>
static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, with more rejects than <c>--max-rejects</c>; or a verification that did not hold.</summary>
    public const int RejectsOverLimit = 1;

    /// <summary>Wrong usage or a wrong job file; nothing was written.</summary>
    public const int WrongUsage = 2;

    /// <summary>The world failed (disk, database); an import can be resumed.</summary>
    public const int Failed = 3;

    /// <summary>Cancelled by the user.</summary>
    public const int Cancelled = 130;
}
