using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>One word of a full name.</summary>
/// <param name="Place">Where it stands in the value.</param>
/// <param name="HasComma">True when a comma stands behind it.</param>
/// <param name="Part">What it is.</param>
record struct NameToken(FieldSpan Place, bool HasComma, NamePart Part);
