using Etl.Core.Mapping;

namespace Etl.Core.Tests.Mapping;

public sealed class HeaderAliasesTests
{
    static readonly string[] allFields =
    [
        "first_name",
        "last_name",
        "full_name",
        "email",
        "phone",
        "mobile",
        "company",
        "title",
        "street",
        "city",
        "postal_code",
        "state",
        "country",
        "birthday",
        "notes",
    ];

    [Theory]
    [InlineData(
        "full_name",
        "full name,name,display name,contact name,姓名,名称,联系人,联系人姓名,客户姓名,聯絡人,氏名,お名前,Nom complet,Vollständiger Name,ФИО,성명"
    )]
    [InlineData(
        "first_name",
        "first name,firstname,fname,given name,forename,名,名字,Vorname,prénom,nombre,имя,Primeiro nome"
    )]
    [InlineData(
        "last_name",
        "last name,surname,lname,family name,sur name,姓,姓氏,苗字,Nachname,nom,apellido,apellidos,cognome,sobrenome,фамилия,성"
    )]
    [InlineData(
        "email",
        "email,e-mail,mail,email address,primary email,邮箱,電郵,电子邮件,电子邮箱,電子郵件,邮件地址,メール,メールアドレス,E-Mail-Adresse,courriel,correo,이메일"
    )]
    [InlineData(
        "mobile",
        "mobile,mobile phone,cell,cellphone,gsm,sms,handy,Mobiltelefon,手机,手机号,手机号码,移动电话,手機,携帯電話,portable,móvil,휴대폰"
    )]
    [InlineData(
        "phone",
        "phone,tel,telephone,work phone,business phone,电话,电话号码,联系电话,固定电话,座机,办公电话,商务电话,電話,Telefon,téléphone,telefone"
    )]
    [InlineData(
        "company",
        "company,organization,organisation,account name,employer,firm,公司,公司名称,单位,单位名称,企业名称,客户名称,公司名稱,会社名,Firma,société,empresa,azienda"
    )]
    [InlineData("title", "job title,title,position,role,职务,职位,职称,職稱,役職,Position,poste,cargo,должность")]
    [InlineData("department", "department,dept,部门,部門,Abteilung,service,отдел,부서")]
    [InlineData("street", "address,street,地址,详细地址,联系地址,住所,Straße,rue,dirección,indirizzo,адрес")]
    [InlineData("city", "城市,市,Ort,ville,ciudad,città,cidade,город,市区町村")]
    [InlineData("state", "state,province,省,省份,都道府県,Bundesland")]
    [InlineData(
        "postal_code",
        "zip,zip code,postal code,postcode,邮编,邮政编码,郵便番号,PLZ,code postal,CAP,CEP,индекс"
    )]
    [InlineData("country", "国家,国家/地区,国,Land,pays,país,страна")]
    [InlineData("birthday", "生日,出生日期,誕生日,Geburtstag,fecha de nacimiento")]
    [InlineData("notes", "notes,description,comments,备注,附注,说明,備考,비고")]
    [InlineData("tags", "tags,labels,categories,groups,标签,分组,群组")]
    [InlineData("external_id", "record id,external id,编号,客户编号,工号")]
    [InlineData("owner", "owner,负责人,客户经理")]
    [InlineData("gender", "性别,Geschlecht,пол")]
    [InlineData("custom.wechat", "微信,微信号,WeChat")]
    [InlineData("custom.qq", "QQ")]
    public void The_names_of_a_field_in_many_languages_are_known(string field, string headers) =>
        Assert.All(headers.Split(','), header => Assert.Equal(field, HeaderAliases.Default.Find(header)?.Field.Name));

    [Theory]
    [InlineData(
        "Voornaam,Tweede voornaam,Achternaam,Straat,Adresregel 2,Postcode,Woonplaats,E-mailadres,Mobiel nummer"
    )]
    [InlineData("Imię,Drugie imię,Nazwisko,Ulica,Address 2,Kod pocztowy,Miasto,Adres e-mail,Telefon komórkowy")]
    [InlineData("Jméno,Middle,Příjmení,Ulice,Address 2,PSČ,Město,E-mailová adresa,Mobilní telefon")]
    [InlineData("Ad,İkinci ad,Soyadı,Sokak,Address 2,Posta Kodu,İlçe,E-posta,Cep Telefonu")]
    [InlineData("Имя,Отчество,Фамилия,Улица,Address 2,Индекс,Населённый пункт,Эл. почта,Моб. тел.")]
    [InlineData("الاسم الأول,اسم الأب,اسم العائلة,الشارع,Address 2,الرمز البريدي,المدينة,البريد الإلكتروني,رقم الجوال")]
    [InlineData("שם פרטי,שם אמצעי,שם משפחה,רחוב,Address 2,מיקוד,עיר,דוא״ל,טלפון נייד")]
    public void The_usual_columns_of_a_list_are_known_in_its_language(string headers) =>
        Assert.Equal(
            ["first_name", "middle_name", "last_name", "street", "street_2", "postal_code", "city", "email", "mobile"],
            headers.Split(',').Select(header => HeaderAliases.Default.Find(header)?.Field.Name)
        );

    [Theory]
    [InlineData(
        "Förnamn,Efternamn,Namn,E-post,Telefon,Mobiltelefon,Företag,Befattning,Gatuadress,Postort,Postnummer,Län,Land,Födelsedatum,Anteckningar"
    )]
    [InlineData(
        "Fornavn,Efternavn,Navn,E-mail,Telefonnummer,Mobilnummer,Virksomhed,Stilling,Adresse,By,Postnr.,Region,Land,Fødselsdato,Bemærkninger"
    )]
    [InlineData(
        "Fornavn,Etternavn,Navn,E-postadresse,Tlf,Mobil,Bedrift,Tittel,Gateadresse,Poststed,Postnummer,Fylke,Land,Bursdag,Merknader"
    )]
    [InlineData(
        "Etunimi,Sukunimi,Koko nimi,Sähköposti,Puhelinnumero,Matkapuhelin,Yritys,Tehtävänimike,Katuosoite,Postitoimipaikka,Postinumero,Maakunta,Maa,Syntymäaika,Muistiinpanot"
    )]
    [InlineData(
        "Krstné meno,Priezvisko,Meno a priezvisko,E-mail,Telefónne číslo,Mobilné číslo,Spoločnosť,Pozícia,Ulica,Mesto,PSČ,Region,Krajina,Dátum narodenia,Poznámka"
    )]
    [InlineData(
        "Keresztnév,Vezetéknév,Teljes név,E-mail cím,Telefonszám,Mobil,Cégnév,Beosztás,Cím,Város,Irányítószám,Megye,Ország,Születési dátum,Megjegyzés"
    )]
    [InlineData(
        "Prenume,Nume,Nume complet,Adresă de email,Număr de telefon,Telefon mobil,Companie,Funcție,Adresă,Oraș,Cod poștal,Județ,Țară,Data nașterii,Observații"
    )]
    [InlineData(
        "Όνομα,Επώνυμο,Ονοματεπώνυμο,Ηλεκτρονικό Ταχυδρομείο,Τηλέφωνο,Κινητό,Εταιρεία,Θέση,Διεύθυνση,Πόλη,Τ.Κ.,Νομός,Χώρα,Ημερομηνία γέννησης,Σημειώσεις"
    )]
    [InlineData(
        "ΟΝΟΜΑ,ΕΠΩΝΥΜΟ,ΟΝΟΜΑΤΕΠΩΝΥΜΟ,EMAIL,ΤΗΛΕΦΩΝΟ,ΚΙΝΗΤΟ,ΕΤΑΙΡΕΙΑ,ΤΙΤΛΟΣ,ΟΔΟΣ,ΠΟΛΗ,ΤΚ,ΝΟΜΟΣ,ΧΩΡΑ,ΗΜΕΡΟΜΗΝΙΑ ΓΕΝΝΗΣΗΣ,ΠΑΡΑΤΗΡΗΣΕΙΣ"
    )]
    [InlineData(
        "Ім'я,Прізвище,ПІБ,Електронна пошта,Номер телефону,Мобільний телефон,Компанія,Посада,Вулиця,Місто,Поштовий індекс,Область,Країна,Дата народження,Примітки"
    )]
    [InlineData(
        "Nama Depan,Nama Belakang,Nama Lengkap,Alamat Email,No. Telepon,No. HP,Perusahaan,Jabatan,Alamat,Kota,Kode Pos,Provinsi,Negara,Tanggal Lahir,Keterangan"
    )]
    [InlineData(
        "Tên,Họ,Họ và tên,Địa chỉ email,Số điện thoại,Di động,Công ty,Chức vụ,Địa chỉ,Thành phố,Mã bưu điện,Tỉnh,Quốc gia,Ngày sinh,Ghi chú"
    )]
    [InlineData(
        "ชื่อ,นามสกุล,ชื่อ-นามสกุล,อีเมล,เบอร์โทรศัพท์,มือถือ,บริษัท,ตำแหน่ง,ที่อยู่,อำเภอ,รหัสไปรษณีย์,จังหวัด,ประเทศ,วันเกิด,หมายเหตุ"
    )]
    public void All_fields_of_a_contact_are_known_in_its_language(string headers) =>
        Assert.Equal(allFields, headers.Split(',').Select(header => HeaderAliases.Default.Find(header)?.Field.Name));

    [Theory]
    [InlineData(
        "पहला नाम,उपनाम,पूरा नाम,ईमेल,फ़ोन नंबर,मोबाइल नंबर,कंपनी,पदनाम,पता,शहर,पिन कोड,राज्य,देश,जन्म तिथि,टिप्पणी"
    )]
    [InlineData(
        "Vardas,Pavardė,Vardas Pavardė,El. paštas,Telefonas,Mobilusis,Įmonė,Pareigos,Adresas,Miestas,Pašto kodas,Apskritis,Šalis,Gimimo data,Pastabos"
    )]
    [InlineData(
        "Vārds,Uzvārds,Vārds Uzvārds,E-pasts,Tālrunis,Mobilais,Uzņēmums,Amats,Adrese,Pilsēta,Pasta indekss,Novads,Valsts,Dzimšanas datums,Piezīmes"
    )]
    [InlineData(
        "Eesnimi,Perekonnanimi,Täisnimi,E-post,Telefoninumber,Mobiil,Ettevõte,Ametikoht,Aadress,Linn,Postiindeks,Maakond,Riik,Sünniaeg,Märkused"
    )]
    [InlineData(
        "Ime,Prezime,Ime i prezime,E-pošta,Broj telefona,Mobitel,Tvrtka,Radno mjesto,Adresa,Grad,Poštanski broj,Županija,Država,Datum rođenja,Napomene"
    )]
    [InlineData(
        "Ime,Priimek,Ime in priimek,E-poštni naslov,Telefonska številka,Mobilna številka,Podjetje,Delovno mesto,Naslov,Mesto,Poštna številka,Regija,Država,Datum rojstva,Opombe"
    )]
    [InlineData(
        "Име,Презиме,Име и презиме,Е-пошта,Број телефона,Мобилни,Предузеће,Радно место,Адреса,Град,Поштански број,Област,Држава,Датум рођења,Напомене"
    )]
    [InlineData(
        "Име,Фамилия,Трите имена,Имейл,Телефон,Мобилен телефон,Фирма,Длъжност,Адрес,Град,Пощенски код,Област,Държава,Дата на раждане,Бележки"
    )]
    public void All_fields_of_a_contact_are_known_in_the_languages_of_the_balkans_the_baltic_and_india(
        string headers
    ) => Assert.Equal(allFields, headers.Split(',').Select(header => HeaderAliases.Default.Find(header)?.Field.Name));

    [Theory]
    [InlineData("UF", "state")]
    [InlineData("PLZ/Ort", "postal_code")]
    [InlineData("Code postal / Ville", "postal_code")]
    [InlineData("Postcode + woonplaats", "postal_code")]
    [InlineData("Geb.-Datum", "birthday")]
    [InlineData("Geb. am", "birthday")]
    [InlineData("Tel. (mobil)", "mobile")]
    [InlineData("Tél. fixe", "phone")]
    [InlineData("N° de téléphone", "phone")]
    [InlineData("Adresse 1", "street")]
    [InlineData("Adresse ligne 1", "street")]
    [InlineData("Adresse ligne 2", "street_2")]
    [InlineData("Strasse Nr.", "street")]
    [InlineData("Straße/Nr.", "street")]
    [InlineData("住所1", "street")]
    [InlineData("住所2", "street_2")]
    [InlineData("单位电话", "phone")]
    [InlineData("联系电话1", "phone")]
    [InlineData("联系电话2", "other_phone")]
    [InlineData("Görevi", "title")]
    [InlineData("Tel. (privat)", "home_phone")]
    [InlineData("Tel. (geschäftlich)", "phone")]
    [InlineData("E-Mail (privat)", "email")]
    [InlineData("E-Mail (geschäftlich)", "email")]
    public void Short_forms_and_brackets_are_known(string header, string field) =>
        Assert.Equal(field, HeaderAliases.Default.Find(header)?.Field.Name);

    [Theory]
    [InlineData("Tussenvoegsel(s)", "family particle")]
    [InlineData("Huisnummer", "house number")]
    [InlineData("Haus-Nr.", "house number")]
    [InlineData("Č.p.", "house number")]
    [InlineData("Nr domu", "house number")]
    [InlineData("מספר בית", "house number")]
    [InlineData("House No.", "house number before")]
    [InlineData("Number", null)]
    public void Parts_of_names_and_streets_are_known(string header, string? part)
    {
        Assert.Equal(part, HeaderAliases.Default.PartOf(header));
        Assert.Equal(
            part is not null,
            HeaderAliases.Default.Find(header) is null && HeaderAliases.Default.IsKnown(header)
        );
    }

    [Theory]
    [InlineData("Home #", "home_phone")]
    [InlineData("Work #", "phone")]
    [InlineData("Cell #", "mobile")]
    [InlineData("Phone#", "phone")]
    [InlineData("Fax # ", "fax")]
    [InlineData("Apt #", "street_2")]
    [InlineData("Customer #", "external_id")]
    [InlineData("Home", null)]
    [InlineData("ST", "state")]
    [InlineData("Contact Person", "full_name")]
    public void A_sign_for_a_number_is_read_as_the_word(string header, string? field) =>
        Assert.Equal(field, HeaderAliases.Default.Find(header)?.Field.Name);

    [Fact]
    public void A_mark_that_a_value_is_required_does_not_count() =>
        Assert.All(
            ["姓名（必填）", "*姓名", "姓名*", "姓名 (必填)", "姓 名"],
            header => Assert.Equal("full_name", HeaderAliases.Default.Find(header)?.Field.Name)
        );

    [Theory]
    [InlineData("商务地址 街道", "street")]
    [InlineData("商务地址 邮政编码", "postal_code")]
    [InlineData("商务地址 - 邮箱", null)]
    [InlineData("住宅地址 - 邮箱", null)]
    public void The_parts_of_a_chinese_address_are_known_and_its_box_is_no_mailbox(string header, string? field) =>
        Assert.Equal(field, HeaderAliases.Default.Find(header)?.Field.Name);

    [Fact]
    public void No_alias_is_left_out_as_well() =>
        Assert.All(
            HeaderAliases.Default.Entries,
            entry =>
                Assert.False(
                    HeaderAliases.Default.IsRowNumber(entry.Name) || HeaderAliases.Default.IsSensitive(entry.Name),
                    entry.Name
                )
        );
}
