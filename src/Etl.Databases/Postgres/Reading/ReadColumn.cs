namespace Etl.Databases.Postgres.Reading;

/// <summary>A column of what is read.</summary>
/// <param name="Header">Its name, unique in the source.</param>
/// <param name="Format">How its values come.</param>
readonly record struct ReadColumn(string Header, CellFormat Format);
