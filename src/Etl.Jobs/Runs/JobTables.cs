using Etl.Core.KnownFormats;
using Etl.Core.Mapping;

namespace Etl.Jobs.Runs;

/// <summary>The tables that every job asks before its first record, each read when it is first asked: some milliseconds together.</summary>
static class JobTables
{
    /// <summary>Asks each of them once.</summary>
    public static void Read()
    {
        _ = HeaderAliases.Default.IsKnown("");
        _ = FormatCatalog.HoldsNames("");
    }
}
