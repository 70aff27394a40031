using System.Globalization;
using System.Text;

namespace Etl.Jobs.Tests.Allocations;

/// <summary>
/// A file of people who come again with other values: match fields, texts, lists, consent and custom fields. Its rows are short, so many
/// of them are one chunk.
/// </summary>
static class ChangingContacts
{
    static readonly (string Field, string[] Values)[] values =
    [
        ("first_name", ["Anna", "Zoë", "Bill"]),
        ("phone", ["+12025550143", "+493012345678", "", "+442079460000", "+12025550177"]),
        ("tags", ["vip;new", "old", "", "new;gold"]),
        ("notes", ["", "plain", "another"]),
        ("consent", ["subscribed", "unsubscribed", ""]),
        ("custom.size", ["small", "", "large"]),
        ("custom.remark", ["", "as it is"]),
    ];

    /// <summary>Which column feeds which field.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Mapping { get; } =
    [new("email", "email"), .. values.Select(column => new KeyValuePair<string, string>(column.Field, column.Field))];

    /// <summary>The file.</summary>
    /// <param name="count">Records.</param>
    /// <param name="contentOf">For the 0-based number of a record the person, and how many values further each of the other fields is.</param>
    public static byte[] Make(int count, Func<int, (int Person, int Change)> contentOf)
    {
        var text = new StringBuilder("email," + string.Join(',', values.Select(column => column.Field)) + "\n");
        for (var row = 0; row < count; row++)
        {
            var (person, change) = contentOf(row);
            text.Append(CultureInfo.InvariantCulture, $"p{person:D7}@example.com");
            foreach (var (_, choices) in values)
            {
                text.Append(',').Append(choices[(person + change) % choices.Length]);
            }
            text.Append('\n');
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
