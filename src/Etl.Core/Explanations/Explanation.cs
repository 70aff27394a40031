using Etl.Core.Diagnostics;
using Etl.Text;

namespace Etl.Core.Explanations;

/// <summary>One counted change of a value, or one warning about it.</summary>
/// <param name="Row">0-based row of the batch.</param>
/// <param name="Column">0-based column; −1 for the whole record.</param>
/// <param name="Code">What was done, or what is odd.</param>
/// <param name="Times">How often the code counts for this value; 1 but for parts of a list.</param>
/// <param name="Before">The value before, in the batch's buffer.</param>
/// <param name="After">The value afterwards, in the batch's buffer; the same cell for a warning that changed nothing.</param>
public readonly record struct Explanation(int Row, int Column, Code Code, int Times, FieldSpan Before, FieldSpan After);
