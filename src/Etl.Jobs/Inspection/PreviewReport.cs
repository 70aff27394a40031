using Etl.Core.Diagnostics;

namespace Etl.Jobs.Inspection;

/// <summary>The first records as they would load, and what would become of the whole input.</summary>
/// <param name="Columns">Names of the fields (of unmapped columns: none), in order.</param>
/// <param name="Rows">The first records.</param>
/// <param name="Report">The whole input's report, as of a dry run into a file.</param>
public sealed record PreviewReport(IReadOnlyList<string> Columns, IReadOnlyList<PreviewRow> Rows, RunReport Report);
