using Etl.Text;

namespace Etl.Core.Normalization.Names;

/// <summary>A word of a full name.</summary>
/// <param name="Place">Where it stands in the name.</param>
/// <param name="HasComma">True when a comma stands behind it.</param>
/// <param name="Part">What it is.</param>
/// <param name="Class">What it may be.</param>
record struct NameToken(FieldSpan Place, bool HasComma, NamePart Part, NameClass Class)
{
    /// <summary>True when it may be any of these.</summary>
    public readonly bool Is(NameClass classes) => (Class & classes) != 0;
}
