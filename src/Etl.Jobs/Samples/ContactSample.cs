using System.Text;
using Etl.Core.Schema;

namespace Etl.Jobs.Samples;

/// <summary>The file of <c>etl sample</c>: every field as a header, and people who do not exist.</summary>
public static class ContactSample
{
    /// <summary>One row per person: values by field. Names and numbers are of the ranges that are kept free for examples.</summary>
    static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> people =
    [
        Person(
            "external_id=C-1001|name_prefix=Dr.|first_name=Ada|middle_name=K.|last_name=Marlow|full_name=Ada K. Marlow|nickname=Addie|"
                + "email=ada.marlow@example.com|email_2=ada@marlow.example|phone=+1 212 555 0101|mobile=+1 917 555 0102|company=Marlow & Sons, Ltd.|"
                + "title=Managing Director|department=Board|street=120 Example Street|street_2=Suite 4|city=New York|state=NY|postal_code=10001|country=US|"
                + "website=https://marlow.example|birthday=1979-04-12|gender=female|tags=customer;vip|notes=Prefers to be called in the morning|owner=ann|"
                + "consent=subscribed|created_at=2024-01-15|updated_at=2024-06-01"
        ),
        Person(
            "external_id=C-1002|first_name=José|last_name=Nuñez|name_suffix=Jr.|full_name=José Nuñez Jr.|email=jose.nunez@example.org|mobile=+34 600 000 002|"
                + "company=Núñez y Asociados|title=Engineer|street=Calle Mayor 1|city=Madrid|postal_code=28013|country=ES|tags=partner|consent=pending"
        ),
        Person(
            "external_id=C-1003|first_name=小明|last_name=王|full_name=王小明|email=xiaoming.wang@example.net|mobile=+86 138 0000 0003|company=示例有限公司|"
                + "city=上海|country=CN|notes=First line\nSecond line|owner=bob"
        ),
        Person(
            "external_id=C-1004|full_name=Grace \"Red\" O'Hara|nickname=Red|email=grace@example.ie|home_phone=+353 1 555 0104|other_phone=+353 1 555 0105|fax=+353 1 555 0106|"
                + "city=Dublin|country=IE|birthday=1990-11-30|consent=unsubscribed"
        ),
        Person(
            "external_id=C-1005|company=Example Imports GmbH|email=office@example.de|email_3=sales@example.de|phone=+49 30 555 0107|postal_code=01067|city=Dresden|country=DE"
        ),
    ];

    /// <summary>The sample as delimited text in UTF-8: header first, comma, LF, quoted where needed.</summary>
    public static byte[] ToCsv()
    {
        var text = new StringBuilder();
        AppendRow(text, ContactFields.All.Select(field => field.Name));
        foreach (var person in people)
        {
            AppendRow(text, ContactFields.All.Select(field => person.GetValueOrDefault(field.Name, "")));
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void AppendRow(StringBuilder text, IEnumerable<string> values) =>
        text.AppendJoin(',', values.Select(Quote)).Append('\n');

    static string Quote(string value) =>
        value.AsSpan().ContainsAny(",\"\n\r") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    static Dictionary<string, string> Person(string values) =>
        values
            .Split('|')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
