using Etl.Datasets.Vocabulary;

namespace Etl.Datasets.Generation;

/// <summary>Writes one record as its plan says, and leaves its normalized keys behind for the truth.</summary>
sealed class RowWriter(CsvLine line, GeneratorOptions options)
{
    /// <summary>The columns, under names that every contact importer knows.</summary>
    public static readonly string[] Columns =
    [
        "External ID",
        "First Name",
        "Last Name",
        "Email",
        "Phone",
        "Mobile",
        "Company",
        "Job Title",
        "Street",
        "City",
        "State",
        "Postal Code",
        "Country",
        "Notes",
    ];

    const int ColumnsUpToCompany = 7;

    readonly Bytes bytes = line.Bytes;

    /// <summary>The normalized keys of the record written last.</summary>
    public ContactKeys Keys { get; } = new();

    public void Write(RowPlan plan)
    {
        line.Begin();
        line.QuotesAll &= plan.Kind != RowKind.StrayQuote;
        var noise = new RowRandom(options.Seed, plan.Index, RandomPurpose.Noise);
        if (plan.Kind == RowKind.NoContact)
        {
            Keys.Clear();
            WriteNoContact(plan, ref noise);
        }
        else
        {
            WriteContact(plan, ref noise);
        }
        line.End();
    }

    void WriteContact(RowPlan plan, ref RowRandom noise)
    {
        var person = new Person(options.Seed, plan.Identity);
        var facts = person.Remaining;
        var columnCount =
            plan.Kind == RowKind.ShortRow
                ? ColumnsUpToCompany + noise.Below(Columns.Length - 1 - ColumnsUpToCompany)
                : Columns.Length;
        var countryIsShown = person.ShowsCountry && plan.Kind != RowKind.ShortRow;
        SetKeys(plan, person, countryIsShown, ref noise);

        line.BeginField();
        bytes.Add("C-"u8);
        bytes.AddNumber(plan.Index + 1);
        line.EndPlainField();
        WriteNames(plan, person, ref noise);
        WriteEmail(plan, person, ref noise);
        WritePhone(Keys.Phone, ref noise);
        WritePhone(Keys.Mobile, ref noise);
        WriteCompany(plan, person, ref facts);
        WriteAddress(plan, person, countryIsShown, columnCount - ColumnsUpToCompany, ref facts, ref noise);
        WriteTail(plan, ref noise);
    }

    void SetKeys(RowPlan plan, in Person person, bool countryIsShown, ref RowRandom noise)
    {
        Keys.Clear();
        var hasEmail = plan.Kind switch
        {
            RowKind.DuplicateByEmail or RowKind.Household => true,
            RowKind.DuplicateByPhone or RowKind.BadEmail => false,
            _ => person.HasEmail,
        };
        if (hasEmail)
        {
            Keys.SetEmail(person, plan.Kind == RowKind.Household ? plan.Index : plan.Identity);
        }
        // A repeat by e-mail may have lost its phones; one by phone keeps at least one.
        var mayLose =
            plan.Kind == RowKind.DuplicateByEmail || plan is { Kind: RowKind.DuplicateByPhone } && HasBoth(person);
        var lost = mayLose ? noise.Below(4) : 0;
        if (person.HasPhone && lost != 1)
        {
            Keys.SetPhone(person, countryIsShown);
        }
        if (person.HasMobile && lost != 2 && plan.Kind != RowKind.Household)
        {
            Keys.SetMobile(person, countryIsShown);
        }
        if (plan.Kind == RowKind.DuplicateByPhone && noise.Chance(20))
        {
            Keys.SwapPhones();
        }
    }

    static bool HasBoth(in Person person) => person.HasPhone && person.HasMobile;

    void WriteNames(RowPlan plan, in Person person, ref RowRandom noise)
    {
        var form = noise.Below(64);
        var first = plan.Kind == RowKind.Household ? noise.Below(person.Region.First.Length) : person.First;
        line.BeginField();
        bytes.Repeat((byte)' ', form == 1 ? 2 : 0);
        bytes.Add(person.Region.First[first]);
        bytes.Repeat((byte)' ', form == 2 ? 1 : 0);
        line.EndPlainField();
        line.BeginField();
        bytes.Add(person.Region.Last[person.Last]);
        bytes.Repeat((byte)' ', form == 3 ? 3 : 0);
        if (plan.Kind == RowKind.InvalidByte && form < 32)
        {
            bytes.Add(noise.Pick(Words.InvalidUtf8));
        }
        line.EndPlainField();
    }

    void WriteEmail(RowPlan plan, in Person person, ref RowRandom noise)
    {
        line.BeginField();
        if (plan.Kind == RowKind.BadEmail)
        {
            bytes.Add(noise.Pick(Words.BadEmails));
        }
        else if (!Keys.Email.IsEmpty)
        {
            EmailNoise.Write(bytes, Keys.Email, person, ref noise);
        }
        line.EndField();
    }

    void WritePhone(PhoneNumber phone, ref RowRandom noise)
    {
        line.BeginField();
        if (!phone.Normalized.IsEmpty)
        {
            phone.WriteTyped(bytes, ref noise);
        }
        line.EndPlainField();
    }

    void WriteCompany(RowPlan plan, in Person person, ref RowRandom facts)
    {
        var company = facts.Pick(Words.Companies);
        if (plan.Kind == RowKind.StrayQuote)
        {
            line.AddRawField(facts.Pick(Words.StrayQuotes));
        }
        else
        {
            line.AddField(person.HasCompany ? company : []);
        }
    }

    void WriteAddress(
        RowPlan plan,
        in Person person,
        bool countryIsShown,
        int columnCount,
        ref RowRandom facts,
        ref RowRandom noise
    )
    {
        var region = person.Region;
        if (columnCount > 0)
        {
            line.AddField(facts.Chance(60) ? facts.Pick(Words.JobTitles) : []);
        }
        if (columnCount > 1)
        {
            WriteStreet(plan, ref facts);
        }
        if (columnCount > 2)
        {
            line.AddField(facts.Pick(region.CityNames));
        }
        if (columnCount > 3)
        {
            // A state and a postal code can prove a country that is not shown, and what phone numbers mean with it.
            var state = facts.Pick(region.StateNames);
            line.AddField(countryIsShown ? state : []);
        }
        if (columnCount > 4)
        {
            WritePostalCode(region, ref facts);
        }
        if (columnCount > 5)
        {
            line.AddField(countryIsShown ? noise.Pick(region.CountryNames) : []);
        }
    }

    void WriteStreet(RowPlan plan, ref RowRandom facts)
    {
        var form = facts.Below(100);
        line.BeginField();
        if (form < 80)
        {
            bytes.AddNumber(1 + facts.Below(999));
            bytes.Add((byte)' ');
            bytes.Add(facts.Pick(Words.Streets));
        }
        if (form < 6 && plan.Kind != RowKind.StrayQuote)
        {
            bytes.Add(form < 2 ? "\nApt "u8 : ", Apt "u8);
            bytes.AddNumber(1 + facts.Below(40));
        }
        line.EndField();
    }

    void WritePostalCode(Region region, ref RowRandom facts)
    {
        line.BeginField();
        if (region.PostalDigits > 0)
        {
            bytes.AddDigits(facts.Below(99_999), region.PostalDigits);
        }
        else
        {
            bytes.Add((byte)('A' + facts.Below(26)));
            bytes.AddNumber(1 + facts.Below(9));
            bytes.Add((byte)('A' + facts.Below(26)));
            bytes.Add((byte)' ');
            bytes.AddNumber(1 + facts.Below(9));
            bytes.Add((byte)('A' + facts.Below(26)));
            bytes.AddNumber(1 + facts.Below(9));
        }
        line.EndPlainField();
    }

    void WriteTail(RowPlan plan, ref RowRandom noise)
    {
        switch (plan.Kind)
        {
            case RowKind.ShortRow:
                break;
            case RowKind.StrayQuote:
                line.AddField([]);
                break;
            case RowKind.InvalidByte:
                line.AddRawField(noise.Pick(Words.InvalidUtf8));
                break;
            case RowKind.ExtraField:
                line.AddField([]);
                line.AddField(noise.Chance(50) ? [] : "spilled"u8);
                line.AddField("over the edge"u8);
                break;
            default:
                var form = noise.Below(1000);
                line.AddField(form < 220 ? noise.Pick(Words.Notes) : []);
                if (form == 999)
                {
                    line.AddRawField([]);
                }
                break;
        }
    }

    void WriteNoContact(RowPlan plan, ref RowRandom noise)
    {
        var region = new Person(options.Seed, plan.Identity).Region;
        var form = noise.Below(4);
        line.AddField([]);
        line.AddField(form == 1 ? "   "u8 : []);
        line.AddField([]);
        line.AddField(form == 2 ? noise.Pick(Words.BadEmails) : []);
        line.AddField([]);
        line.AddField([]);
        line.AddField([]);
        line.AddField(noise.Pick(Words.JobTitles));
        line.AddField([]);
        line.AddField(noise.Pick(region.CityNames));
        line.AddField([]);
        line.AddField([]);
        line.AddField(noise.Pick(region.CountryNames));
        line.AddField(form == 3 ? noise.Pick(Words.Notes) : []);
    }
}
