using Etl.Core.Batches;
using Etl.Core.Contracts;
using Etl.Core.Dedupe;

namespace Etl.Databases.Tests.Sqlite;

/// <summary>
/// What the store must do, in the plainest way: contacts are dictionaries, a match is a search from the first to the last.
/// Rules: e-mail, else phone or mobile.
/// </summary>
sealed class NaiveStore
{
    readonly List<Dictionary<string, string>> contacts = [];

    /// <summary>What updates do with fields, where that is not overwriting.</summary>
    public IReadOnlyDictionary<string, MergePolicy> Policies { get; init; } = new Dictionary<string, MergePolicy>();

    /// <summary>A value that the database refuses in a field.</summary>
    public (string Field, string Value)? Refused { get; init; }

    /// <summary>How many contacts there were before the current job.</summary>
    int countBefore;

    public IEnumerable<string> Rows(params string[] fields) =>
        contacts.Select(contact => string.Join('|', fields.Select(field => contact.GetValueOrDefault(field, ""))));

    public void Clear() => contacts.Clear();

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
            if (IsRefused(row))
            {
                return RowOutcome.Rejected;
            }
            contacts.Add(row);
            return RowOutcome.Inserted;
        }
        if (policy == DuplicatePolicy.Skip)
        {
            return found < countBefore ? RowOutcome.DuplicateInStore : RowOutcome.DuplicateInFile;
        }
        var merged = new Dictionary<string, string>(contacts[found]);
        var isChanged = Merge(merged, row, blankClears);
        if (IsRefused(merged))
        {
            return RowOutcome.Rejected;
        }
        contacts[found] = merged;
        return isChanged ? RowOutcome.Updated : RowOutcome.Unchanged;
    }

    bool IsRefused(Dictionary<string, string> contact) =>
        Refused is { } refused && contact.GetValueOrDefault(refused.Field) == refused.Value;

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

    bool Merge(Dictionary<string, string> contact, Dictionary<string, string> row, bool blankClears)
    {
        var isChanged = false;
        foreach (var (field, given) in row)
        {
            var stored = contact.GetValueOrDefault(field, "");
            var value = Merged(field, stored, given);
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

    string Merged(string field, string stored, string given)
    {
        var separator = field == "tags" ? ';' : '\n';
        return Policies.GetValueOrDefault(field) switch
        {
            MergePolicy.Keep => stored,
            MergePolicy.Fill => stored.Length == 0 ? given : stored,
            MergePolicy.Append when given.Length == 0 => stored,
            MergePolicy.Append => string.Join(separator, stored.Split(separator).Union(given.Split(separator)))
                .Trim(separator),
            _ => given,
        };
    }
}
