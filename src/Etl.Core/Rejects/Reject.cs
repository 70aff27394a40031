using Etl.Core.Diagnostics;

namespace Etl.Core.Rejects;

/// <summary>Why one record of a batch was rejected.</summary>
/// <param name="Row">0-based row in the batch.</param>
/// <param name="Stage">Where.</param>
/// <param name="Column">0-based column in the batch's layout; −1 for the whole record.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Message">One sentence for a person; null means the code's own sentence. Holds no cell value.</param>
public readonly record struct Reject(int Row, RejectStage Stage, int Column, Code Code, string? Message);
