using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class HeaderTrapsTests
{
    [Theory]
    [InlineData("Nome,Cognome", "first_name,last_name")]
    [InlineData("Nome,E-mail", "full_name,email")]
    [InlineData("Nombre,Apellidos", "first_name,last_name")]
    [InlineData("Nombre,Teléfono", "full_name,phone")]
    [InlineData("Prénom,Nom", "first_name,last_name")]
    [InlineData("Nom,Ville", "full_name,city")]
    [InlineData("名前,姓", "first_name,last_name")]
    [InlineData("名前,電話番号", "full_name,phone")]
    [InlineData("姓,名", "last_name,first_name")]
    [InlineData("Имя,Фамилия", "first_name,last_name")]
    [InlineData("Имя,Телефон", "full_name,phone")]
    [InlineData("Vorname,Name", "first_name,last_name")]
    [InlineData("Name,First Name,Last Name", "full_name,first_name,last_name")]
    [InlineData("Name,Surname", "first_name,last_name")]
    [InlineData("Name,Nachname", "first_name,last_name")]
    [InlineData("Name,Cognome", "first_name,last_name")]
    [InlineData("Naam,Achternaam", "first_name,last_name")]
    [InlineData("Voornaam,Naam", "first_name,last_name")]
    [InlineData("Nom,Prénoms", "last_name,first_name")]
    [InlineData("Nom,Cognoms", "first_name,last_name")]
    [InlineData("Nome,Apelidos", "first_name,last_name")]
    [InlineData("Nombres,Apellidos,Celular", "first_name,last_name,mobile")]
    [InlineData("Nombres,Celular", "full_name,mobile")]
    [InlineData("氏,名", "last_name,first_name")]
    [InlineData("Име,Презиме,Фамилия", "first_name,middle_name,last_name")]
    [InlineData("Име,Презиме,Град", "first_name,last_name,city")]
    [InlineData("Ime,Priimek,Kraj", "first_name,last_name,city")]
    public void A_name_that_may_be_a_part_or_the_whole_is_told_by_what_stands_beside_it(
        string headers,
        string fields
    ) => Assert.Equal(fields, Fields(Map(headers.Split(','))));

    [Fact]
    public void Name_beside_the_parts_of_a_name_is_the_company_when_its_values_are_companies()
    {
        var mapping = Map(
            ["First Name", "Last Name", "Name"],
            (2, ["Acme Inc.", "Müller GmbH", "北京科技有限公司", "Blue Sky"])
        );
        Assert.Equal("first_name,last_name,company", Fields(mapping));
    }

    [Fact]
    public void Name_beside_a_family_name_stays_the_whole_where_its_values_have_several_words()
    {
        string[] whole = ["Ann Smith", "Bob Jones", "Cher"];
        Assert.Equal("full_name,last_name", Fields(Map(["Name", "Last Name"], (0, whole))));
        Assert.Equal("first_name,full_name", Fields(Map(["Voornaam", "Naam"], (1, whole))));
        string[] given = ["Ann", "Bob", "Mary Ann"];
        Assert.Equal("first_name,last_name", Fields(Map(["Name", "Last Name"], (0, given))));
    }

    [Fact]
    public void Mobile_numbers_under_the_name_of_landlines_are_swapped_by_their_values()
    {
        string[] mobiles = ["13800138000", "+86 139 0013 9000", "15012345678"];
        string[] landlines = ["010-62345678", "021-51234567", "0755-26012345"];
        var swapped = Map(["姓名", "电话", "手机"], (1, mobiles), (2, landlines));
        Assert.Equal("full_name,mobile,phone", Fields(swapped));
        Assert.Contains("mobile numbers", Assert.Single(swapped.Findings).Sentence, StringComparison.Ordinal);
        Assert.Equal("full_name,phone,mobile", Fields(Map(["姓名", "电话", "手机"], (1, landlines), (2, mobiles))));
    }

    [Fact]
    public void A_column_of_companies_and_departments_is_kept_whole_as_the_company_and_said()
    {
        var mapping = Map(["姓名", "公司/部门"]);
        Assert.Equal("full_name,company", Fields(mapping));
        Assert.Contains("departments", Assert.Single(mapping.Findings).Sentence, StringComparison.Ordinal);
        Assert.Equal("full_name,-,company", Fields(Map(["姓名", "公司/部门", "公司"])));
    }

    [Theory]
    [InlineData("Ad", "Soyad")]
    [InlineData("Jméno", "Příjmení")]
    [InlineData("שם", "שם משפחה")]
    [InlineData("الاسم", "اسم العائلة")]
    [InlineData("Meno", "Priezvisko")]
    [InlineData("Όνομα", "Επώνυμο")]
    [InlineData("Ім'я", "Прізвище")]
    [InlineData("Tên", "Họ")]
    [InlineData("ชื่อ", "นามสกุล")]
    [InlineData("नाम", "उपनाम")]
    [InlineData("Vardas", "Pavardė")]
    [InlineData("Vārds", "Uzvārds")]
    [InlineData("Ime", "Prezime")]
    [InlineData("Ime", "Priimek")]
    [InlineData("Име", "Фамилия")]
    public void A_name_beside_a_family_name_is_the_given_one_and_alone_the_whole(string name, string family)
    {
        Assert.Equal("first_name,last_name", Fields(Map([name, family])));
        Assert.Equal("full_name", Fields(Map([name])));
    }

    [Fact]
    public void Nume_is_the_family_name_beside_a_given_one_and_alone_the_whole()
    {
        Assert.Equal("first_name,last_name", Fields(Map(["Prenume", "Nume"])));
        Assert.Equal("full_name,phone", Fields(Map(["Nume", "Telefon"])));
    }

    [Fact]
    public void Titel_is_a_job_and_by_a_town_beside_names_of_the_north()
    {
        Assert.Equal("first_name,last_name,title", Fields(Map(["Förnamn", "Efternamn", "Titel"])));
        Assert.Equal("name_prefix,first_name,last_name", Fields(Map(["Titel", "Vorname", "Nachname"])));
        Assert.Equal("full_name,city", Fields(Map(["Navn", "By"])));
        Assert.Equal("full_name,-", Fields(Map(["Name", "By"])));
    }

    [Fact]
    public void Kraj_is_a_country_in_polish_and_a_region_in_czech()
    {
        Assert.Equal("street,city,country", Fields(Map(["Ulica", "Miasto", "Kraj"])));
        Assert.Equal("street,city,state,country", Fields(Map(["Ulice", "Město", "Kraj", "Země"])));
    }

    [Fact]
    public void Numbers_of_rows_and_of_identity_documents_are_left_out_and_said()
    {
        var mapping = Map(["序号", "姓名", "身份证号"]);
        Assert.Equal("-,full_name,-", Fields(mapping));
        Assert.Equal("ignored", mapping.Layout.Columns[0].MappedBy);
        Assert.Equal("ignored", mapping.Layout.Columns[2].MappedBy);
        Assert.Equal(2, mapping.Findings.Count);
        var options = new MappingOptions { Set = [ColumnAssignment.Parse("身份证号=custom.id")] };
        Assert.Equal("full_name,custom.id", Fields(HeaderMapper.Map(["姓名", "身份证号"], options)));
    }

    static HeaderMapping Map(string[] headers, params (int Column, string[] Values)[] samples)
    {
        var evidence = headers.Select(_ => new ColumnEvidence()).ToArray();
        foreach (var (column, values) in samples)
        {
            Array.ForEach(values, evidence[column].Add);
        }
        return HeaderMapper.Map(headers, new MappingOptions(), evidence);
    }

    static string Fields(HeaderMapping mapping) =>
        string.Join(',', mapping.Layout.Columns.Select(column => column.Field?.Name ?? "-"));
}
