using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>
/// Headers that say a known name in more words: what a number is for (<c>Phone No. (Home)</c>), whose name it is (<c>Billing First Name</c>), another
/// name of the same field (<c>State/Prov</c>). The words are lines of <c>aliases.txt</c>. What is not known to be harmless, such as
/// <c>Phone (Spouse)</c>, makes the header unknown: it may be about somebody else.
/// </summary>
sealed class HeaderVariants
{
    /// <summary>The kinds of lines in <c>aliases.txt</c>.</summary>
    public const string Persons = "person of";
    public const string Numbers = "number";
    public const string Remarks = "remark";
    public const string Uses = "use";
    public const string Favourites = "use first";

    /// <summary>Headers are short; a value that is asked for as if it were one is not taken apart.</summary>
    const int LengthMax = 100;

    /// <summary>A name of the field itself is better than a variant, and a variant about nobody else than one that says whose value it is.</summary>
    const int VariantRank = 10_000;

    static readonly string[] dividers = [" - ", " – ", " — ", ": ", " : "];
    static readonly string[] alternatives = ["/", "|", " or ", " oder ", " ou ", " o "];

    static readonly Dictionary<string, string> fieldOfUse = new(StringComparer.Ordinal)
    {
        ["use home"] = "home_phone",
        ["use mobile"] = "mobile",
        ["use fax"] = "fax",
    };

    readonly Func<string, HeaderAlias?> find;
    readonly List<(string Word, int Rank)> persons = [];
    int personRank;
    readonly List<string> numbers = [];
    readonly HashSet<string> remarks = new(StringComparer.Ordinal);
    readonly List<string> favourites = [];
    readonly Dictionary<string, ContactField?> uses = new(StringComparer.Ordinal);

    /// <summary>Makes it without words.</summary>
    /// <param name="find">What a normalized name means by itself, or null.</param>
    public HeaderVariants(Func<string, HeaderAlias?> find) => this.find = find;

    /// <summary>Takes a line of <c>aliases.txt</c>; false when it is of another kind.</summary>
    public bool TryAdd(string kind, IEnumerable<string> names)
    {
        switch (kind)
        {
            case Persons:
                personRank++;
                persons.AddRange(names.Select(name => (name, personRank)));
                return true;
            case Numbers:
                numbers.AddRange(names);
                return true;
            case Remarks:
                remarks.UnionWith(names);
                return true;
            case Favourites:
                favourites.AddRange(names);
                return true;
            default:
                return TryAddUses(kind, names);
        }
    }

    /// <summary>The alias with the person that its name begins with: <c>Lead Name</c> is a lead's, <c>Attendee</c> an attendee's.</summary>
    /// <param name="name">The normalized name of the alias.</param>
    /// <param name="alias">What it means.</param>
    public HeaderAlias WithPerson(string name, HeaderAlias alias)
    {
        if (!IsOfPerson(alias.Field))
        {
            return alias;
        }
        var (word, rank) = persons.Find(person =>
            name.StartsWith(person.Word, StringComparison.Ordinal)
            && (name.Length == person.Word.Length || find(name[person.Word.Length..]) is not null)
        );
        return alias with { Person = word, PersonRank = rank };
    }

    /// <summary>The part of an address with the person that the word before it is: <c>Billing City</c>, not <c>Home City</c>.</summary>
    /// <param name="prefix">The normalized word.</param>
    /// <param name="alias">What the header means.</param>
    public HeaderAlias WithAddressee(string prefix, HeaderAlias alias)
    {
        var (word, rank) = persons.Find(person => person.Word == prefix);
        return alias with { Person = word, PersonRank = rank };
    }

    /// <summary>What the header means, or null.</summary>
    public HeaderAlias? Find(string header) =>
        header.Length <= LengthMax && FindAny(HeaderName.Readable(header).Trim()) is { } alias
            ? alias with
            {
                Rank = alias.Rank + VariantRank,
                IsVariant = true,
            }
            : null;

    bool TryAddUses(string kind, IEnumerable<string> names)
    {
        if (kind != Uses && !fieldOfUse.ContainsKey(kind))
        {
            return false;
        }
        foreach (var name in names)
        {
            uses.TryAdd(name, fieldOfUse.TryGetValue(kind, out var field) ? ContactFields.Find(field) : null);
        }
        return true;
    }

    HeaderAlias? FindName(string name) => find(name) ?? FindNumber(name) ?? FindUse(name) ?? FindPerson(name);

    /// <summary><c>Mobile Phone No.</c></summary>
    HeaderAlias? FindNumber(string name)
    {
        foreach (var number in numbers)
        {
            if (
                name.EndsWith(number, StringComparison.Ordinal)
                && find(name[..^number.Length]) is { } alias
                && IsPhone(alias.Field)
            )
            {
                return alias;
            }
        }
        return null;
    }

    /// <summary><c>Email Work</c>, <c>Preferred Phone</c></summary>
    HeaderAlias? FindUse(string name)
    {
        foreach (var (use, field) in uses)
        {
            var rest =
                name.StartsWith(use, StringComparison.Ordinal) ? name[use.Length..]
                : name.EndsWith(use, StringComparison.Ordinal) ? name[..^use.Length]
                : "";
            if (rest.Length > 0 && FindUsed(rest, field) is { } alias)
            {
                return alias;
            }
        }
        // Behind a name these may be a flag (Email Preferred).
        var favourite = favourites.Find(word => name.StartsWith(word, StringComparison.Ordinal));
        return favourite is null ? null : FindUsed(name[favourite.Length..], null);
    }

    HeaderAlias? FindUsed(string name, ContactField? use) =>
        (find(name) ?? FindNumber(name)) is { } alias ? Used(alias, use) : null;

    /// <summary>What a name means with what it is for; null where that says nothing known.</summary>
    static HeaderAlias? Used(HeaderAlias alias, ContactField? use) =>
        use is null || use.Name == "home_phone" && !IsPhone(alias.Field)
            ? alias.Field.Kind is FieldKind.Email or FieldKind.Phone or FieldKind.Url
                ? alias
                : null
            : !IsPhone(alias.Field)
                ? null
                : alias.Field.Name is "phone" or "other_phone"
                    ? alias with
                    {
                        Field = use,
                    }
                    : alias;

    /// <summary><c>Billing First Name</c></summary>
    HeaderAlias? FindPerson(string name)
    {
        foreach (var (word, rank) in persons)
        {
            if (
                name.StartsWith(word, StringComparison.Ordinal)
                && name[word.Length..] is { Length: > 0 } rest
                && (find(rest) ?? FindNumber(rest)) is { } alias
                && IsOfPerson(alias.Field)
            )
            {
                return alias with { Rank = alias.Rank + (VariantRank * rank), Person = word, PersonRank = rank };
            }
        }
        return null;
    }

    /// <summary>A name and more in brackets or behind a dash, two names of which one says the same as the other, or one name.</summary>
    HeaderAlias? FindAny(string text)
    {
        if (find(HeaderName.Normalize(text)) is { } alias)
        {
            return alias;
        }
        if (Divide(text) is var (outer, inner))
        {
            return FindDivided(outer, inner);
        }
        var sign = Array.Find(alternatives, sign => text.Contains(sign, StringComparison.Ordinal));
        return sign is null
            ? FindName(HeaderName.Normalize(text))
            : FindAlternatives([.. text.Split(sign).Select(part => FindName(HeaderName.Normalize(part)))]);
    }

    static (string Outer, string Inner)? Divide(string text)
    {
        var closed =
            text.EndsWith(')') ? '('
            : text.EndsWith(']') ? '['
            : '\0';
        var open = closed == '\0' ? -1 : text.LastIndexOf(closed);
        if (open > 0)
        {
            return (text[..open], text[(open + 1)..^1]);
        }
        foreach (var divider in dividers)
        {
            if (text.IndexOf(divider, StringComparison.Ordinal) is var at and > 0)
            {
                return (text[..at], text[(at + divider.Length)..]);
            }
        }
        return null;
    }

    HeaderAlias? FindDivided(string outer, string inner)
    {
        var (name, more) = (HeaderName.Normalize(outer), HeaderName.Normalize(inner));
        if (FindName(more + name) is { } together)
        {
            return together;
        }
        if (FindAny(outer) is not { } alias)
        {
            return null;
        }
        if (IsRemark(more, alias.Field) || favourites.Contains(more, StringComparer.Ordinal))
        {
            return alias;
        }
        return uses.TryGetValue(more, out var use) ? Used(alias, use)
            : FindName(more) is { } other ? PartOrSame(alias, other)
            : null;
    }

    /// <summary>Of <c>Name (First)</c> and <c>Address (City)</c> the part; of <c>Company (Employer)</c> either.</summary>
    static HeaderAlias? PartOrSame(HeaderAlias alias, HeaderAlias other) =>
        alias.Field == other.Field ? alias
        : alias.Field.Name == "full_name" && IsPartOfName(other.Field) ? other
        : alias.Field.Name == "street" && HeaderAliases.IsAddressField(other.Field) ? other
        : null;

    /// <summary>A column that may hold a landline or a mobile number holds phone numbers.</summary>
    static HeaderAlias? FindAlternatives(HeaderAlias?[] names) =>
        Array.TrueForAll(names, name => name is not null && name.Field == names[0]?.Field) ? names[0]
        : Array.TrueForAll(names, name => name is not null && IsPhone(name.Field) && name.Field.Name != "fax")
            ? names[0]! with
            {
                Field = ContactFields.Find("phone")!,
            }
        : null;

    bool IsRemark(string text, ContactField field) =>
        text.Length == 0
        || remarks.Contains(text)
        || (field.Kind is FieldKind.Date or FieldKind.Timestamp && IsDatePattern(text));

    /// <summary><c>DD/MM/YYYY</c>, <c>TT.MM.JJJJ</c>, <c>GG.AA.YYYY</c>; not <c>day</c>.</summary>
    static bool IsDatePattern(string text) =>
        text.Length >= 4
        && !text.AsSpan().ContainsAnyExcept("dmyjatgдмг")
        && (
            text.Contains("mm", StringComparison.Ordinal)
            || text.Contains("aa", StringComparison.Ordinal)
            || text.Contains("мм", StringComparison.Ordinal)
        );

    static bool IsPhone(ContactField field) => field.Kind == FieldKind.Phone;

    static bool IsPartOfName(ContactField field) =>
        field.Name is "first_name" or "middle_name" or "last_name" or "name_prefix" or "name_suffix" or "nickname";

    static bool IsOfPerson(ContactField field) =>
        field.Name is "full_name" or "first_name" or "middle_name" or "last_name" or "company"
        || field.Kind is FieldKind.Email or FieldKind.Phone;
}
