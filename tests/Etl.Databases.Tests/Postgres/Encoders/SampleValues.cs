using Etl.Databases.Postgres.Catalog;

namespace Etl.Databases.Tests.Postgres.Encoders;

/// <summary>Values for each type: what people write, what is at the limits, and what is wrong.</summary>
static class SampleValues
{
    /// <summary>What the types need.</summary>
    public const string Setup = """
        create extension if not exists citext;
        create type mood as enum ('sad', 'ok', 'very happy', 'größer', 'a''b');
        create domain short as varchar(5);
        create domain shorter as short;
        """;

    static readonly string[] texts = Split(
        "a|abc|abcde|abcdef|abc   |abcde    |abcdef |     |äöüßé|äöüßéx|äöüßé  |😀😀😀😀😀|😀😀😀😀😀 |😀😀😀😀😀😀|"
            + "a\tb|a\nb|\\x41|'|null|日本語日本|日本語日本語"
    );

    static readonly string[] integers = Split(
        "0|1|-1|+1|007|32767|32768|-32768|-32769|2147483647|2147483648|-2147483648|-2147483649|"
            + "9223372036854775807|9223372036854775808|-9223372036854775808|-9223372036854775809|"
            + "99999999999999999999| 12 |\t5\n|1 2||+|-|--1|1.0|1e3|abc|32768x|12x|99999999999999999999x|- 1|"
            + "1,000"
    );

    static readonly string[] numbers = Split(
        "0|-0|0.0|-0.00|1|-1|+1|1.5|.5|5.|.|-.5|+.5e1|123.45|123.454|123.455|123.456|-123.455|999.994|"
            + "999.995|-999.995|999.99|1000|9999.99|0.001|0.004|0.005|0.0000001|1e2|1e3|1E-2|1e-5|12345e-3|1e|"
            + "1e+|1e+2|e1|1.2.3|12a|NaN|nan|-NaN|Infinity|-Infinity|inf|+inf|infinit| 1.5 |1 5|0001.5000|"
            + "10000|100000000|12345678.12345678|"
            + "123456789012345678901234567890.123456789012345678901234567890|1e131071|1e131072|1e-16383|"
            + "1e2147483647|9999999999e-5|4.35|0.1|100|0.00012345|1000000e-9|"
    );

    static readonly string[] floats = Split(
        "0|-0|1|1.5|-1.5|.5|5.|.|1e10|1e38|1e39|3.4028235e38|3.4028236e38|1e-45|1e-46|1e-30|1e308|1e309|"
            + "-1e309|5e-324|1e-324|0e400|0.0e-400|1.7976931348623157e308|0.1|0.30000000000000004|16777217|"
            + "NaN|nan|inf|Infinity|-infinity|+inf|infi|1e|1e+|abc|1 2| 1.5 |1.5f|1,5|--1|"
    );

    static readonly string[] booleans = Split(
        "t|true|TRUE|tr|tru|truex|f|false|fals|y|yes|YES|ye|n|no|on|off|of|o|1|0|11|10|01| true |x|ja|" + "nein|2|"
    );

    static readonly string[] dates = Split(
        "2024-03-12|2024-3-2|2024/03/12|2024.03.12|20240312|2024-02-29|2023-02-29|2024-02-30|2024-13-01|"
            + "2024-00-10|2024-01-00|0001-01-01|0001-01-01 BC|4713-01-01 BC|4714-11-24 BC|4714-11-23 BC|"
            + "4715-01-01 BC|9999-12-31|10000-01-01|294276-12-31|1900-02-29|2000-02-29|2024-03-12T10:30:00|"
            + "2024-03-12 10:30:00Z|2024-03-12T23:59:59.999999+05:30| 2024-03-12 |infinity|-infinity|Infinity|"
            + "epoch|hello|2024-03-12x|1969-12-31|1600-12-31|0000-01-01|2024-03-12 BC|0044-03-15 bc"
    );

    static readonly string[] moments =
    [
        .. dates,
        .. Split(
            "2024-03-12 10:30|2024-03-12 10:30:15|2024-03-12T10:30:15Z|2024-03-12T10:30:15z|"
                + "2024-03-12 10:30:15+02|2024-03-12 10:30:15-0330|2024-03-12 10:30:15+05:45|"
                + "2024-03-12 10:30:15 +05:45|2024-03-12 10:30:15.1|2024-03-12 10:30:15.123456|"
                + "2024-03-12 10:30:15.1234567|2024-03-12 10:30:15.9999999|2024-03-12 24:00:00|"
                + "2024-03-12 24:00:01|2024-03-12 23:59:60|2024-03-12 23:60:00|2024-03-12 25:00:00|"
                + "2024-03-12 10:30 PM|2024-03-12 12:30 AM|2024-03-12 10:30:15 UTC|2024-03-12 10:30:15 GMT|"
                + "2024-03-12 10:30:15+15:59|2024-03-12 10:30:15+16:00|2024-03-12 10:30:15+02:60|"
                + "294276-12-31 23:59:59.999999|294277-01-01|4714-11-24 00:00:00 BC|4714-11-23 23:59:59 BC|"
                + "4714-11-24 00:00:00+01 BC|2024-03-12 10:30:15.|2024-03-12 1:2:3"
        ),
    ];

    static readonly string[] times = Split(
        "00:00|00:00:00|10:30|10:30:15|10:30:15.5|10:30:15.123456|10:30:15.1234567|10:30:15.9999999|"
            + "23:59:59.999999|23:59:59.9999999|24:00:00|24:00:01|23:59:60|23:60:00|25:00|10:30 PM|12:00 AM|"
            + "12:00 pm|13:00 AM|10:30:15Z|10:30:15+02| 10:30 |hello|1:2:3|"
    );

    static readonly string[] uuids = Split(
        "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11|"
            + "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}|a0eebc999c0b4ef8bb6d6bb9bd380a11|"
            + "a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11|{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}|"
            + "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a1|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a111|"
            + "g0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11| a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|"
            + "{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}||"
            + "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11-|a-0eebc999c0b4ef8bb6d6bb9bd380a11"
    );

    static readonly string[] documents = Split(
        "{}|[]|null|true|false|1|-1|0|-0|01|1.5|1.|.5|1e5|1E+5|1e|-|\"\"|\"abc\"|\"a\\nb\"|\"a\nb\"|"
            + "\"\\u00e4\"|\"\\u0000\"|\"\\ud83d\\ude00\"|\"\\ud83d\"|\"\\ude00\"|\"\\ud83dx\"|\"\\ud83d\\n\"|"
            + "\"\\x\"|\"\\u12\"|\"abc|{\"a\":1}|{\"a\": [1, 2, {\"b\": null}]}|{\"a\":1,\"a\":2}|{\"a\":1,}|"
            + "[1,]|[,1]|{a:1}|{\"a\"}|{\"a\":}|[1 2]| [ 1 , 2 ] |[1]]|[[1]|{\"a\":1]|tru|truex|nul|'a'|[1] x|"
            + "{\"ä\": \"ö😀\"}|1e400000|1e-20000|{\"a\":{\"b\":{\"c\":[[[]]]}}}|\"\u007f\"|\t{}\n|"
            + "[\"a\\\\\\\"\"]|| |1 |\"\\/\\b\\f\\r\\t\"|[\"\\ud83d\\ude00\", 1]"
    );

    static readonly string[] lists = Split(
        "{}|{a,b}|{\"a b\",\"c\\\"d\"}|{NULL,null,\"null\"}|{ a , b }|{a,}|{,a}|{a b,c}|{\"a\"}|{\"\"}|"
            + "{a\\,b}|{a\\\\b}|{\"a\\\\b\"}|{a\"b}|{ }|{ä,😀}|{\"{x}\"}|{\"a\" , \"b\"}|{abcde}|{abcdef}|"
            + "{\"abcde  \"}|{a}"
    );

    static readonly string[] bytes = Split(
        "\\x|\\x00|\\xdeadBEEF|\\xde ad|\\xdea|\\xgg|abc|a\\\\b|a\\000b|a\\377|a\\400|a\\|a\\x|äö|" + "\\xd e|x"
    );

    static readonly string[] moods =
    [
        .. Split("sad|ok|very happy|größer|a'b|SAD| sad|sad |unknown|o|okk"),
        new('x', 70),
    ];

    static readonly Dictionary<string, (PostgresType Type, string[] Values)> byType = new(StringComparer.Ordinal)
    {
        ["text"] = (PostgresType.Text, texts),
        ["varchar"] = (PostgresType.Varchar, texts),
        ["varchar(5)"] = (PostgresType.Varchar, texts),
        ["char(5)"] = (PostgresType.Char, texts),
        ["citext"] = (PostgresType.Citext, texts),
        ["shorter"] = (PostgresType.Varchar, texts),
        ["smallint"] = (PostgresType.Int2, integers),
        ["int"] = (PostgresType.Int4, integers),
        ["bigint"] = (PostgresType.Int8, integers),
        ["numeric"] = (PostgresType.Numeric, numbers),
        ["numeric(5,2)"] = (PostgresType.Numeric, numbers),
        ["numeric(3)"] = (PostgresType.Numeric, numbers),
        ["numeric(3,5)"] = (PostgresType.Numeric, numbers),
        ["numeric(3,-2)"] = (PostgresType.Numeric, numbers),
        ["real"] = (PostgresType.Float4, floats),
        ["double precision"] = (PostgresType.Float8, floats),
        ["boolean"] = (PostgresType.Bool, booleans),
        ["date"] = (PostgresType.Date, dates),
        ["timestamp"] = (PostgresType.Timestamp, moments),
        ["timestamp(3)"] = (PostgresType.Timestamp, moments),
        ["timestamptz"] = (PostgresType.TimestampTz, moments),
        ["timestamptz(0)"] = (PostgresType.TimestampTz, moments),
        ["time"] = (PostgresType.Time, times),
        ["time(1)"] = (PostgresType.Time, times),
        ["uuid"] = (PostgresType.Uuid, uuids),
        ["json"] = (PostgresType.Json, documents),
        ["jsonb"] = (PostgresType.Jsonb, documents),
        ["bytea"] = (PostgresType.Bytea, bytes),
        ["text[]"] = (PostgresType.TextArray, lists),
        ["varchar(5)[]"] = (PostgresType.TextArray, lists),
        ["citext[]"] = (PostgresType.TextArray, lists),
        ["mood"] = (PostgresType.Enum, moods),
    };

    public static IEnumerable<string> Types => byType.Keys;

    public static IReadOnlyList<string> Of(string type) => [.. byType[type].Values.Where(value => value.Length > 0)];

    /// <summary>Values are parted by a bar, which none of them holds.</summary>
    static string[] Split(string values) => values.Split('|');

    /// <summary>A column of that type without limits, for tests without a server.</summary>
    public static TargetColumn Column(string type) =>
        new("c", type, byType[type].Type, 0, null, null, null, false, false, false, null, null, ["sad"]);
}
