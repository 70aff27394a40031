using Etl.Core.Batches;
using Etl.Core.Dedupe;

namespace Etl.Databases.Tests.Sqlite;

/// <summary>
/// What the store must do, in the plainest way: contacts are dictionaries, a match is a search from the first to the last.
/// Rules: e-mail, else phone or mobile.
/// </summary>
sealed class NaiveStore
{
    readonly List<Dictionary<string, string>> contacts = [];

    /// <summary>How many contacts there were before the current job.</summary>
    int countBefore;

    public IEnumerable<string> Rows(params string[] fields) =>
        contacts.Select(contact => string.Join('|', fields.Select(field => contact.GetValueOrDefault(field, ""))));

    public List<RowOutcome> Load(string[] fields, IEnumerable<string[]> rows, DuplicatePolicy policy, bool blankClears)
    {
        countBefore = contacts.Count;
        return [.. rows.Select(row => Apply(fields.Zip(row).ToDictionary(), policy, blankClears))];
    }

    RowOutcome Apply(Dictionary<string, string> row, DuplicatePolicy policy, bool blankClears)
    {
        var found = policy == DuplicatePolicy.Create ? -1 : Find(row);
        if (found < 0)
        {
            contacts.Add(row);
            return RowOutcome.Inserted;
        }
        if (policy == DuplicatePolicy.Skip)
        {
            return found < countBefore ? RowOutcome.DuplicateInStore : RowOutcome.DuplicateInFile;
        }
        return Merge(contacts[found], row, blankClears) ? RowOutcome.Updated : RowOutcome.Unchanged;
    }

    int Find(Dictionary<string, string> row)
    {
        var email = row.GetValueOrDefault("email", "");
        if (email.Length > 0)
        {
            return contacts.FindIndex(contact => contact.GetValueOrDefault("email", "") == email);
        }
        string[] numbers = [.. Numbers(row)];
        return contacts.FindIndex(contact => Numbers(contact).Any(numbers.Contains));
    }

    static IEnumerable<string> Numbers(Dictionary<string, string> contact) =>
        new[] { contact.GetValueOrDefault("phone", ""), contact.GetValueOrDefault("mobile", "") }.Where(number =>
            number.Length > 0
        );

    static bool Merge(Dictionary<string, string> contact, Dictionary<string, string> row, bool blankClears)
    {
        var isChanged = false;
        foreach (var (field, value) in row)
        {
            var stored = contact.GetValueOrDefault(field, "");
            var isKept = value.Length == 0 && !blankClears;
            isKept |= field == "consent" && stored == "unsubscribed" && value != "unsubscribed";
            if (!isKept && value != stored)
            {
                contact[field] = value;
                isChanged = true;
            }
        }
        return isChanged;
    }
}
