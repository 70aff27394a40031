namespace Etl.Core.Diagnostics;

/// <summary>
/// A stable, counted code: why a record was rejected, a value dropped or a value changed. The list is
/// <see cref="Codes"/>; each code is one static member there, and its name is a contract with scripts.
/// </summary>
/// <param name="Index">Position in <see cref="Codes.All"/>, 0-based, used to count without hashing.</param>
/// <param name="Name">Stable name in capitals, for example <c>EMAIL_SYNTAX</c>.</param>
/// <param name="Kind">Change, warning or reject: how it is counted when nothing more severe applies.</param>
/// <param name="Sentence">What it means and what to do, one plain sentence.</param>
public sealed record Code(int Index, string Name, CodeKind Kind, string Sentence)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
