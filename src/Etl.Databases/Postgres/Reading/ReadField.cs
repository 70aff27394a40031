namespace Etl.Databases.Postgres.Reading;

/// <summary>A field of what is read, as SQL.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Expression">Its column, its entry in <c>custom</c>, or a null.</param>
/// <param name="TypeOid">Type of the expression; domains count as what they rest on.</param>
readonly record struct ReadField(string Name, string Expression, uint TypeOid)
{
    /// <summary>A field that the table has no values for.</summary>
    public static ReadField Missing(string name) => new(name, "null::text", WireTypes.Text);
}
