namespace Etl.Jobs.Inspection;

/// <summary>What one column looks like in the sample.</summary>
/// <param name="Column">Its header.</param>
/// <param name="Field">The field it would feed; null for none.</param>
/// <param name="By">How that was found.</param>
/// <param name="FilledPercent">Share of records with a value, 0 to 100.</param>
/// <param name="Distinct">Different values in the sample.</param>
/// <param name="Looks">What its values look like, with shares, for example <c>e-mail 98 %</c>.</param>
/// <param name="Examples">Up to three different values.</param>
public sealed record ColumnProfile(
    string Column,
    string? Field,
    string By,
    double FilledPercent,
    int Distinct,
    string Looks,
    IReadOnlyList<string> Examples
);
