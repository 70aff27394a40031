using System.Globalization;
using System.Text;
using Etl.Core.Schema;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>
/// A file with a column for every field and every type of custom field, whose values are clean, dirty and damaged in turn, so that
/// every normalizer takes its quick way, its slow way and its way out.
/// </summary>
static class MessyContacts
{
    /// <summary>
    /// Every so many records one has a field too many, and one has nothing in it but a custom value: both are rejected, and are so many that what keeps
    /// rejects has its full size early.
    /// </summary>
    const int RejectEvery = 25;

    /// <summary>Values of each field; those of different fields come in different combinations, because their numbers differ.</summary>
    static readonly (string Field, string[] Values)[] values =
    [
        ("external_id", ["", "003aB", " 7 "]),
        ("name_prefix", ["", "Dr.", " mr "]),
        ("first_name", ["Anna", " ANNA", "maría  josé", "\"\"\"Bill\"\"\"", "Zoë "]),
        ("middle_name", ["", "J.", " van  "]),
        ("last_name", ["Smith", "MCDONALD", "o'brien ", "de la Cruz", "Núñez", "山田"]),
        ("name_suffix", ["", "Jr.", "iii"]),
        ("full_name", ["", "\"Smith, John\"", "Dr. Ludwig van Beethoven", "王小明", "Acme GmbH"]),
        ("nickname", ["", "Bob", " \u00a0x "]),
        ("phone", ["(202) 555-0143", "+49 30 1234567", "abc", "", "2025550143 ext. 12", "8.61E+12"]),
        ("mobile", ["", "+1 202-555-0177", "0151 12345678", "１２３"]),
        ("home_phone", ["", "1-800-FLOWERS", "202.555.0188"]),
        ("other_phone", ["", "00442079460000", "12"]),
        ("fax", ["", "+12025550199", "n/a"]),
        ("company", ["Acme  Industries", "", "\"Smith, Jones & Co.\"", "ÉCOLE"]),
        ("title", ["CEO", " sales\tdirector", ""]),
        ("department", ["Sales", "", "NULL"]),
        ("street", ["1 Main St", "\"1 Main St\nSpringfield, IL 62701\"", "", "\"Hauptstr. 5, D-10115 Berlin\""]),
        ("street_2", ["", "Apt 7", "\"a\nb\""]),
        ("city", ["Springfield", "PARIS", " köln"]),
        ("state", ["IL", "California", "Bayern", "?"]),
        ("postal_code", ["62701", "2134", "SW1A1AA", "x"]),
        ("country", ["US", "Germany", "usa", "Österreich", "Nowhere", ""]),
        ("website", ["https://example.com/x", "HTTP://A.Example", "example.org", "not a url"]),
        ("birthday", ["1980-05-01", "13/05/1980", "1 Mar 1980", "1900-01-00", "--05-09"]),
        ("gender", ["f", "Male", ""]),
        ("tags", ["vip;new;old", "\"b, a,b\"", ""]),
        ("notes", ["", "\"He said \"\"hi\"\"\"", "\"two\r\nlines\"", "plain", "JosÃ©"]),
        ("owner", ["ann", "", " Bob "]),
        ("consent", ["subscribed", "yes", "unsubscribed", "?"]),
        ("created_at", ["2024-05-17T10:00:00Z", "2024-05-17 10:00", "17.05.2024", "never"]),
        ("updated_at", ["", "2024-05-18T10:00:00+02:00"]),
        ("custom.revenue:number", ["\"1,234.50\"", "12", "", "many"]),
        ("custom.since:date(dd.MM.yyyy)", ["01.02.2020", "2020", ""]),
        ("custom.price:currency", ["\"$1,200.00\"", "EUR 5", ""]),
        ("custom.vip:bool", ["yes", "0", "maybe"]),
        ("custom.size:enum(small|large)", ["Small", "large", "huge"]),
        ("custom.remark", ["", " as it is "]),
    ];

    /// <summary>The columns are called as their fields, without the types of custom ones.</summary>
    static string Header => "email," + string.Join(',', values.Select(Name));

    /// <summary>Which column feeds which field.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Mapping { get; } =
    [new("email", "email"), .. values.Select(column => new KeyValuePair<string, string>(Name(column), column.Field))];

    /// <summary>The columns of custom fields.</summary>
    public static IReadOnlyList<string> CustomColumns { get; } =
    [
        .. Mapping
            .Select(pair => pair.Key)
            .Where(column => column.StartsWith(ContactField.CustomPrefix, StringComparison.Ordinal)),
    ];

    /// <summary>The kinds of fields that are there.</summary>
    public static IEnumerable<FieldKind> Kinds =>
        Mapping.Select(pair => ContactFields.Find(pair.Value)!.Kind).Distinct();

    /// <summary>The file: a header and so many records, the same from the start of one as of another.</summary>
    /// <param name="count">Records.</param>
    /// <param name="people">Different e-mail addresses, which come again and again in turn.</param>
    /// <param name="version">Which values a person has; other ones in nearly every column under the next number. Default: 0.</param>
    /// <param name="changes">True when a person has the values of this version and of the next in turn. Default: false, the same ones each time.</param>
    public static byte[] Make(int count, int people, int version = 0, bool changes = false)
    {
        var text = new StringBuilder(Header).Append('\n');
        for (var row = 0; row < count; row++)
        {
            AppendRow(text, row, row % people, changes ? version + row / people % 2 : version);
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static void AppendRow(StringBuilder text, int row, int person, int version)
    {
        var isEmpty = row % RejectEvery == 3;
        if (!isEmpty)
        {
            var form = person % 3 == 1 ? $" <P{person:D7}@Example.COM>" : $"p{person:D7}@example.com";
            text.Append(CultureInfo.InvariantCulture, $"{(person % 97 == 5 ? "no address" : form)}");
        }
        for (var index = 0; index < values.Length; index++)
        {
            var (field, choices) = values[index];
            var isLeftOut = isEmpty && field != "custom.remark";
            text.Append(',').Append(isLeftOut ? "" : choices[(person + version) % choices.Length]);
        }
        text.Append(row % RejectEvery == 7 ? ",surplus\n" : "\n");
    }

    static string Name((string Field, string[] Values) column) => column.Field.Split(':')[0];
}
