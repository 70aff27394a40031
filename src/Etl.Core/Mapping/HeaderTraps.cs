using System.Collections.Frozen;
using Etl.Core.Schema;

namespace Etl.Core.Mapping;

/// <summary>Headers whose meaning depends on the headers beside them, or on the values.</summary>
static class HeaderTraps
{
    /// <summary>Names that are a given name beside a family name, and the whole name when they stand alone.</summary>
    static readonly FrozenSet<string> givenOrWhole = FrozenSet.Create(
        StringComparer.Ordinal,
        "nome",
        "nombre",
        "nombres",
        "vardas",
        "vārds",
        "vards",
        "ime",
        "име",
        "имя",
        "名前",
        "名字",
        "名",
        "이름",
        "jméno",
        "jmeno",
        "ad",
        "isim",
        "meno",
        "όνομα",
        "ονομα",
        "імя",
        "імʼя",
        "tên",
        "ชื่อ"
    );

    /// <summary>Names that are the whole name, except beside a family name alone, where they are the given one unless their values have several words.</summary>
    static readonly FrozenSet<string> wholeOrGiven = FrozenSet.Create(
        StringComparer.Ordinal,
        "name",
        "naam",
        "namn",
        "navn",
        "nimi",
        "név",
        "nama",
        "नाम"
    );

    /// <summary>Headers of family names in Catalan, beside which a Nom is the given name.</summary>
    static readonly string[] catalan = ["cognoms", "cognom", "primercognom"];

    /// <summary>Headers of names and addresses in Slovene, beside which a Kraj is a town.</summary>
    static readonly string[] slovene = ["priimek", "naslov", "poštnaštevilka", "postnastevilka"];

    /// <summary>Headers of addresses in Czech and Slovak.</summary>
    static readonly string[] czech = ["psč", "psc", "město", "mesto", "obec", "ulice"];

    /// <summary>Headers of names in Swedish, Danish and Norwegian, beside which a Titel is what somebody does, and By is a town.</summary>
    static readonly string[] nordic = ["förnamn", "efternamn", "fornavn", "etternavn", "navn", "namn"];

    static readonly ContactField prefix = ContactFields.Find("name_prefix")!;
    static readonly ContactField first = ContactFields.Find("first_name")!;
    static readonly ContactField middle = ContactFields.Find("middle_name")!;
    static readonly ContactField last = ContactFields.Find("last_name")!;
    static readonly ContactField whole = ContactFields.Find("full_name")!;
    static readonly ContactField title = ContactFields.Find("title")!;
    static readonly ContactField street = ContactFields.Find("street")!;
    static readonly ContactField city = ContactFields.Find("city")!;
    static readonly ContactField state = ContactFields.Find("state")!;
    static readonly ContactField company = ContactFields.Find("company")!;
    static readonly ContactField phone = ContactFields.Find("phone")!;
    static readonly ContactField mobile = ContactFields.Find("mobile")!;

    /// <summary>True for headers that may mean something else than the field whose name they are: decided by <see cref="Apply"/>.</summary>
    public static bool IsAmbiguous(MappingDraft draft, int column) =>
        IsTitleBesideJobTitle(draft, column) || IsSwappedPhone(draft, column);

    /// <summary>Corrects the candidates.</summary>
    public static void Apply(MappingDraft draft, List<AliasCandidate> candidates)
    {
        ReportCompanyAndDepartment(draft);
        for (var index = candidates.Count - 1; index >= 0; index--)
        {
            var (column, alias) = candidates[index];
            if (IsTitleBesideJobTitle(draft, column))
            {
                candidates[index] = new AliasCandidate(column, new HeaderAlias(prefix, int.MaxValue));
            }
            else if (IsAuthor(draft, column))
            {
                candidates.RemoveAt(index);
            }
            else if (IsDayOfBirth(draft, column))
            {
                candidates.RemoveAt(index);
                draft.Find(
                    MappingFindingKind.Doubtful,
                    column,
                    $"The column {draft.Describe(column)} stands beside a year of birth, so it holds only the day and is not mapped to \"{alias.Field}\"."
                );
            }
        }
        SwapPhones(draft, candidates);
        CorrectNames(draft, candidates);
    }

    /// <summary><c>Title</c> is a job title, except where a job title stands beside it: then it is Mr or Dr, as in Outlook.</summary>
    static bool IsTitleBesideJobTitle(MappingDraft draft, int column) =>
        HeaderName.Normalize(draft.Headers[column]) == "title" && HasHeader(draft, "jobtitle");

    /// <summary><c>By</c> is a town beside Danish and Norwegian names, and says who did something elsewhere.</summary>
    static bool IsAuthor(MappingDraft draft, int column) =>
        HeaderName.Normalize(draft.Headers[column]) == "by"
        && !Array.Exists(nordic, header => HasHeader(draft, header));

    /// <summary>Thunderbird has the birthday in three columns.</summary>
    static bool IsDayOfBirth(MappingDraft draft, int column) =>
        HeaderName.Normalize(draft.Headers[column]) is "birthday" && HasHeader(draft, "birthyear");

    /// <summary>
    /// Some readers of business cards write mobile numbers under <c>电话</c> and landlines under <c>手机</c>. Mobile numbers of China are
    /// told by their digits, so the values decide.
    /// </summary>
    static bool IsSwappedPhone(MappingDraft draft, int column)
    {
        var name = HeaderName.Normalize(draft.Headers[column]);
        return name is "phone" or "mobile"
            && FindColumn(draft, "phone") is { } phoneColumn
            && FindColumn(draft, "mobile") is { } mobileColumn
            && AreSwapped(draft, phoneColumn, mobileColumn);
    }

    static bool AreSwapped(MappingDraft draft, int phoneColumn, int mobileColumn) =>
        draft.EvidenceOf(phoneColumn) is { IsMostlyChineseMobiles: true }
        && draft.EvidenceOf(mobileColumn) is { FilledCount: >= ColumnEvidence.ValuesMin, ChineseMobileCount: 0 };

    static void SwapPhones(MappingDraft draft, List<AliasCandidate> candidates)
    {
        var phoneIndex = candidates.FindIndex(candidate => candidate.Alias.Field == phone);
        var mobileIndex = candidates.FindIndex(candidate => candidate.Alias.Field == mobile);
        if (phoneIndex < 0 || mobileIndex < 0)
        {
            return;
        }
        var (phoneColumn, mobileColumn) = (candidates[phoneIndex].Column, candidates[mobileIndex].Column);
        if (AreSwapped(draft, phoneColumn, mobileColumn))
        {
            candidates[phoneIndex] = new AliasCandidate(phoneColumn, new HeaderAlias(mobile, 0));
            candidates[mobileIndex] = new AliasCandidate(mobileColumn, new HeaderAlias(phone, 0));
            draft.Find(
                MappingFindingKind.Doubtful,
                phoneColumn,
                $"The column {draft.Describe(phoneColumn)} holds mobile numbers and {draft.Describe(mobileColumn)} holds none, so the first feeds \"mobile\" and the second \"phone\"; choose otherwise with --set."
            );
        }
    }

    static void CorrectNames(MappingDraft draft, List<AliasCandidate> candidates)
    {
        var hasFirst = Has(first);
        var hasLast = Has(last);
        for (var index = 0; index < candidates.Count; index++)
        {
            var (column, alias) = candidates[index];
            var name = HeaderName.Normalize(draft.Headers[column]);
            var field = (name, hasFirst, hasLast) switch
            {
                ("nom", false, _) when Array.Exists(catalan, header => HasHeader(draft, header)) => first,
                ("nom" or "nume", false, _) => whole,
                ("titel", _, _) when Array.Exists(nordic, header => HasHeader(draft, header)) => title,
                ("name", true, false) when HasHeader(draft, "vorname") => last,
                ("naam", true, false) when HasHeader(draft, "voornaam") && !HoldsSeveralWords(draft, column) => last,
                (_, false, true) when wholeOrGiven.Contains(name) && !HoldsSeveralWords(draft, column) => first,
                // A family name in Serbian and Macedonian, the father's name in Bulgarian.
                ("презиме", _, _) when HasHeader(draft, "фамилия") => middle,
                ("שם" or "الاسم", false, true) => first,
                // A country in Polish, a region in Czech and a town in Slovene.
                ("kraj", _, _) when Array.Exists(slovene, header => HasHeader(draft, header)) => city,
                ("kraj", _, _) when Array.Exists(czech, header => HasHeader(draft, header)) => state,
                ("st", _, _) when HoldsStreets(draft, column) => street,
                ("name", true, true) when IsCompany(draft, column, candidates) => company,
                (_, _, false) when givenOrWhole.Contains(name) => whole,
                _ => alias.Field,
            };
            if (field != alias.Field)
            {
                // The name is no alias of the field in general, so a better one beside it wins.
                candidates[index] = new AliasCandidate(column, new HeaderAlias(field, int.MaxValue));
            }
        }

        bool Has(ContactField field) =>
            !draft.IsFree(field) || candidates.Exists(candidate => candidate.Alias.Field == field);
    }

    /// <summary><c>ST</c> is a state, except where most values have a number, which no state has: then it is a street.</summary>
    static bool HoldsStreets(MappingDraft draft, int column) =>
        draft.EvidenceOf(column) is { FilledCount: > 0 } evidence && 2 * evidence.DigitCount > evidence.FilledCount;

    static bool HoldsSeveralWords(MappingDraft draft, int column) =>
        draft.EvidenceOf(column) is { IsMostlySeveralWords: true };

    /// <summary><c>Name</c> beside the parts of a person's name is how the person is shown, or the company: the values tell.</summary>
    static bool IsCompany(MappingDraft draft, int column, List<AliasCandidate> candidates) =>
        draft.EvidenceOf(column) is { IsMostlyOrganizations: true }
        && draft.IsFree(company)
        && !candidates.Exists(candidate => candidate.Alias.Field == company);

    /// <summary>A cell with both is a text that nobody takes apart, so it is kept whole where it says most.</summary>
    static void ReportCompanyAndDepartment(MappingDraft draft)
    {
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            var name = HeaderName.Normalize(draft.Headers[column]);
            if (draft.IsOpen(column) && name is ("公司部门" or "公司部門" or "companydepartment"))
            {
                draft.Find(
                    MappingFindingKind.Doubtful,
                    column,
                    $"The column {draft.Describe(column)} holds companies and departments; where no other column holds the company, its values are loaded whole as \"company\". Choose otherwise with --set \"{draft.Headers[column]}=department\" or --set \"{draft.Headers[column]}=custom.{draft.Headers[column]}\"."
                );
            }
        }
    }

    static int? FindColumn(MappingDraft draft, string normalized)
    {
        for (var column = 0; column < draft.Headers.Count; column++)
        {
            if (HeaderName.Normalize(draft.Headers[column]) == normalized)
            {
                return column;
            }
        }
        return null;
    }

    static bool HasHeader(MappingDraft draft, string normalized) => FindColumn(draft, normalized) is not null;
}
