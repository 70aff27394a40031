using Etl.Text.Lists;

namespace Etl.Databases.Postgres.Reading;

/// <summary>Lists (<see cref="ListText"/>) as SQL: what the server makes of arrays and of texts is what Etl makes of them, byte for byte.</summary>
static class ListSql
{
    /// <summary>A quote that is closed at the end, or not at all.</summary>
    const string OddQuote = "^\"([^\"]|\"\")*\"?$";

    /// <summary>An element in quotes.</summary>
    const string Quoted = "^\"([^\"]|\"\")*\"$";

    /// <summary>An element and the semicolon behind it. The longest match counts, so quotes that end in front of a semicolon win.</summary>
    const string ElementAndSeparator = "( *\"(?:[^\"]|\"\")*\" *;|[^;]*;)";

    /// <summary>All of <see cref="ListText.NeedsQuotes"/> that is in ASCII, but for quotes.</summary>
    const string Dividing = "^$|^ | $|^[{]|^[[] *[]\"0-9]|[\\x01-\\x1f;|,]|:::";

    /// <summary>U+3001, U+FF0C, U+FF1B, U+0085, U+2028 and U+2029 in hexadecimal digits of UTF-8, whatever the encoding of the database.</summary>
    const string DividingHex = "^(..)*(e38081|efbc8c|efbc9b|c285|e280a8|e280a9)";

    /// <summary>The text of an array of texts; null when it holds nothing.</summary>
    public static string TextOf(string array) =>
        $"(select string_agg({Written("e")}, ';' order by o) || case when bool_or(e is null and o = cardinality({array})) then ';' else '' end "
        + $"from unnest({array}) with ordinality as l(e, o))";

    /// <summary>A text with the elements of another behind its own that it lacks; both are text and not null.</summary>
    public static string Append(string stored, string added) =>
        $"{stored} || coalesce((select case when right({stored}, 1) = ';' then '' else ';' end || string_agg({Written("e")}, ';' order by o) "
        + $"from (select e, min(o) as o from {Elements(added)} group by e) as n where e <> all (array(select e from {Elements(stored)}))), '')";

    /// <summary>An array with the elements of another behind its own that it lacks; the first may be null. Elements that are NULL are kept, and not added.</summary>
    public static string AppendArray(string stored, string added) =>
        $"coalesce({stored}, '{{}}') || array(select u from (select u, min(o) as o from unnest({added}) with ordinality as l(u, o) group by u) as n "
        + $"where u is not null and not coalesce(u = any ({stored}), false) order by o)";

    /// <summary>The elements of a text as rows (e, o) of a FROM clause, in their order; not those that are NULL.</summary>
    static string Elements(string text) =>
        $"(select case when w ~ {SqlLiteral.Of(Quoted)} then replace(substr(w, 2, length(w) - 2), '\"\"', '\"') else w end as e, o "
        + $"from (select btrim(p, ' ') as w, o from unnest(case when position('\"' in {text}) = 0 then string_to_array({text}, ';') "
        + $"else array(select left(m[1], -1) from regexp_matches({text} || ';', {SqlLiteral.Of(ElementAndSeparator)}, 'g') with ordinality as r(m, n) order by n) end) "
        + "with ordinality as l(p, o)) as w where w <> '') as s";

    static string Written(string element) =>
        $"case when {element} is null then '' when {element} ~ {SqlLiteral.Of(Dividing)} or {element} ~ {SqlLiteral.Of(OddQuote)} "
        + $"or ({element} ~ {SqlLiteral.Of("[^\\x01-\\x7f]")} and encode(convert_to({element}, 'UTF8'), 'hex') ~ {SqlLiteral.Of(DividingHex)}) "
        + $"then '\"' || replace({element}, '\"', '\"\"') || '\"' else {element} end";
}
