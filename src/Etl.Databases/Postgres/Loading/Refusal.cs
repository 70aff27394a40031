using Etl.Core.Diagnostics;

namespace Etl.Databases.Postgres.Loading;

/// <summary>Why the server refused a row.</summary>
/// <param name="Code">The code of the reject.</param>
/// <param name="Column">Name of the table's column that it is about; null when it is about the row.</param>
/// <param name="Message">One sentence without any value.</param>
sealed record Refusal(Code Code, string? Column, string Message);
