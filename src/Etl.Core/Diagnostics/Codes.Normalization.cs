namespace Etl.Core.Diagnostics;

// What normalization changes, drops and flags, by kind of field.
public static partial class Codes
{
    // Any text
    public static readonly Code TextTrimmed = Change(
        "TEXT_TRIMMED",
        "White space at the start or end of the value was removed."
    );
    public static readonly Code TextSpacesCollapsed = Change(
        "TEXT_SPACES_COLLAPSED",
        "A run of white space, a tab, a line break or a special space inside a one-line value became one space."
    );
    public static readonly Code TextLineBreaksUnified = Change(
        "TEXT_LINE_BREAKS_UNIFIED",
        "Line breaks inside the value were written as CRLF, CR or a Unicode separator and became LF."
    );
    public static readonly Code TextControlsRemoved = Change(
        "TEXT_CONTROLS_REMOVED",
        "Control characters, which no program shows, were removed from the value."
    );
    public static readonly Code TextSignRestored = Change(
        "TEXT_SIGN_RESTORED",
        "Control characters from U+0080 to U+009F stood for signs of Windows-1252 that had been read as Latin-1, and were written as those signs (’ for U+0092)."
    );
    public static readonly Code TextNullRemoved = Warning(
        "TEXT_NULL_REMOVED",
        "NUL characters (U+0000) were removed from the value; they often mean that the file was damaged or is UTF-16."
    );
    public static readonly Code TextInvisibleRemoved = Change(
        "TEXT_INVISIBLE_REMOVED",
        "Zero-width characters, byte order marks, soft hyphens or direction marks were removed from the value."
    );
    public static readonly Code TextComposed = Change(
        "TEXT_COMPOSED",
        "Letters and their accents were stored apart and were joined (Unicode normalization form C)."
    );
    public static readonly Code TextMojibake = Warning(
        "TEXT_MOJIBAKE",
        "The value looks like UTF-8 that was read in another encoding (JosÃ© for José) and was kept as it is; --repair mojibake reads it back."
    );
    public static readonly Code TextMojibakeRepaired = Change(
        "TEXT_MOJIBAKE_REPAIRED",
        "The value was UTF-8 that had been read in another encoding (JosÃ© for José) and was read back, as --repair mojibake asks."
    );
    public static readonly Code TextPrivateUse = Warning(
        "TEXT_PRIVATE_USE",
        "The value holds characters for private use (U+E000 to U+F8FF and beyond U+F0000), which only the program or font that they were made for can show, such as rare characters of names that a company added to Shift-JIS, GB18030 or Big5; they were kept."
    );
    public static readonly Code NameQuotesRemoved = Change(
        "NAME_QUOTES_REMOVED",
        "Quotes around the whole name were removed."
    );

    public static readonly Code NameCaseRepaired = Change(
        "NAME_CASE_REPAIRED",
        "The name was all in capitals or all in small letters and was written as names are (McDonald, O'Brien, de la Cruz)."
    );
    public static readonly Code NameSplit = Change(
        "NAME_SPLIT",
        "The parts of the full name (prefix, first, middle and last name, suffix, nickname) were placed in their fields where these were empty; the full name stays."
    );
    public static readonly Code NameIsCompany = Change(
        "NAME_IS_COMPANY",
        "The full name is that of an organization and was placed in the company where that was empty; the full name stays."
    );
    public static readonly Code NameOfSeveral = Warning(
        "NAME_OF_SEVERAL",
        "The full name joins names (and, &) or is that of a family or an estate, so it may stand for more than one person; it was kept whole and not split."
    );

    // Damage done by spreadsheets
    public static readonly Code ExcelErrorValue = Warning(
        "EXCEL_ERROR_VALUE",
        "The value was a spreadsheet's error (such as #N/A or #REF!) and was dropped; the data was lost in the spreadsheet."
    );
    public static readonly Code ExcelTextUnwrapped = Change(
        "EXCEL_TEXT_UNWRAPPED",
        "A spreadsheet's way to mark text (=\"0123\" or a leading apostrophe) was removed and the text kept."
    );

    // Spreading
    public static readonly Code PartPlaced = Change(
        "PART_PLACED",
        "The field was empty and got a part of what another field held: a further e-mail address or phone number, a part of a name or of an address."
    );
    public static readonly Code ListKept = Warning(
        "LIST_KEPT",
        "The cell holds more e-mail addresses or phone numbers than there are empty fields for and was kept as it is; from a file into a file the columns for them are added, from or to a pipe only those that the first records need; --strict rejects the record."
    );

    // E-mail
    public static readonly Code EmailLowercased = Change(
        "EMAIL_LOWERCASED",
        "The e-mail address was changed to lower case."
    );
    public static readonly Code EmailNarrowed = Change(
        "EMAIL_NARROWED",
        "Letters, digits or signs of full width in the e-mail address (ａ＠ｂ．ｃｏｍ) were written as ordinary ones."
    );
    public static readonly Code EmailUnwrapped = Change(
        "EMAIL_UNWRAPPED",
        "Something around the e-mail address (mailto:, a label, a display name, a link, quotes, brackets, end punctuation) was removed."
    );
    public static readonly Code EmailSyntax = Warning(
        "EMAIL_SYNTAX",
        "The value is not an e-mail address of the form name@example.com and was dropped; --strict rejects the record."
    );
    public static readonly Code EmailTooLong = Warning(
        "EMAIL_TOO_LONG",
        "The e-mail address is longer than the mail standard allows (64 before the @, 254 in all) and was dropped; --strict rejects the record."
    );
    public static readonly Code EmailRole = Warning(
        "EMAIL_ROLE",
        "The mailbox belongs to a task (info, sales, support) and not to a person; it was kept."
    );
    public static readonly Code EmailDisposable = Warning(
        "EMAIL_DISPOSABLE",
        "The e-mail address is of a service whose mailboxes are made to be thrown away; it was kept."
    );
    public static readonly Code EmailDomainTypo = Warning(
        "EMAIL_DOMAIN_TYPO",
        "The domain of the e-mail address is one slip away from a well-known one (gmial.com) or ends in a slip (.con); it was kept, check it."
    );
    public static readonly Code EmailDomainUnusual = Warning(
        "EMAIL_DOMAIN_UNUSUAL",
        "The domain of the e-mail address has no dot, ends in a number, or is an address in brackets; the standard allows it, few mail systems deliver there, and it was kept."
    );
    public static readonly Code EmailSplit = Change(
        "EMAIL_SPLIT",
        "The cell held several e-mail addresses; the first stayed, and the others went to email_2 and email_3 where these were empty, else to custom.more_emails."
    );
    public static readonly Code EmailNoRoom = Warning(
        "EMAIL_NO_ROOM",
        "The cell held more e-mail addresses than the target has empty columns for; those behind were not loaded, each counted; add the columns email_2 and email_3, or one for custom fields, to the table; --strict rejects the record."
    );
    public static readonly Code EmailTextDropped = Warning(
        "EMAIL_TEXT_DROPPED",
        "Beside an e-mail address the cell held text that is none; it was dropped, each word counted; --strict rejects the record."
    );

    // Phone
    public static readonly Code PhoneFormatted = Change(
        "PHONE_FORMATTED",
        "The phone number was written in another way; punctuation was removed, and the country code was written with +."
    );
    public static readonly Code PhoneRegionUnknown = Warning(
        "PHONE_REGION_UNKNOWN",
        "The phone number has no country code and its country's plan is not known; its digits were kept as they are. Name the country with --country or map a country column."
    );
    public static readonly Code PhoneSyntax = Warning(
        "PHONE_SYNTAX",
        "The value is not a phone number (other letters, too few or too many digits for its country, or no such country code) and was dropped; --strict rejects the record."
    );
    public static readonly Code PhoneNotValid = Warning(
        "PHONE_NOT_VALID",
        "The phone number has as many digits as numbers of its country, but the country's numbering plan does not assign such numbers; it was kept. One digit over and over (000-000-0000) identifies nobody."
    );
    public static readonly Code PhoneAreaMissing = Warning(
        "PHONE_AREA_MISSING",
        "The phone number has seven digits, as North American numbers without their area code; its digits were kept as they are."
    );
    public static readonly Code PhonePrefixRestored = Warning(
        "PHONE_PREFIX_RESTORED",
        "The phone number had lost its leading zero or plus, as spreadsheets do it; it was put back because only that makes the number valid."
    );
    public static readonly Code PhoneLettersDialled = Change(
        "PHONE_LETTERS_DIALLED",
        "The phone number was written with letters (1-800-FLOWERS) and became the digits that are dialled."
    );
    public static readonly Code PhoneEndDoubtful = Warning(
        "PHONE_END_DOUBTFUL",
        "The phone number ends in a short group behind a slash, which may be an extension or a second number; it was read as the end of the number because the whole is valid."
    );
    public static readonly Code PhoneCodeDoubtful = Warning(
        "PHONE_CODE_DOUBTFUL",
        "The phone number starts with the digits of its country's calling code; with + before it, it would be a mobile number, but it is a valid fixed line as it stands and was read as that."
    );
    public static readonly Code PhoneLetterForDigit = Warning(
        "PHONE_LETTER_FOR_DIGIT",
        "The phone number was written with the letter O, I or l in place of a 0 or 1; the digit was put in because that makes the number valid."
    );
    public static readonly Code PhoneTextRemoved = Change(
        "PHONE_TEXT_REMOVED",
        "Words before or behind the phone number, such as Tel:, (home), 24h or (1. OG), were removed."
    );
    public static readonly Code PhoneSplit = Change(
        "PHONE_SPLIT",
        "The cell held several phone numbers; the first stayed, and the others went to other_phone, home_phone and mobile where these were empty, else to custom.more_phones (custom.more_faxes)."
    );
    public static readonly Code PhoneListUnread = Warning(
        "PHONE_LIST_UNREAD",
        "The cell holds several phone numbers, or one and digits that may be a part of another or an extension, that cannot be told apart by the plan of their country, and was kept as it is; --strict rejects the record."
    );
    public static readonly Code PhoneNoRoom = Warning(
        "PHONE_NO_ROOM",
        "The cell held more phone numbers than the target has empty columns for; those behind were not loaded, each counted; add the columns other_phone and home_phone, or one for custom fields, to the table; --strict rejects the record."
    );
    public static readonly Code PhoneScientificExpanded = Change(
        "PHONE_SCIENTIFIC_EXPANDED",
        "The phone number was in scientific notation that holds all its digits, and was written out."
    );
    public static readonly Code PhoneScientificLossy = Warning(
        "PHONE_SCIENTIFIC_LOSSY",
        "A spreadsheet turned the phone number into scientific notation and lost its last digits; the value was dropped. Export the column again as text."
    );

    // Country
    public static readonly Code CountryCoded = Change(
        "COUNTRY_CODED",
        "The country was replaced by its two-letter code (ISO 3166 alpha-2)."
    );
    public static readonly Code CountryIsState = Warning(
        "COUNTRY_IS_STATE",
        "The country is a state of the United States (Georgia, CA), as the record's ZIP code or phone number says, or the other values of the column; it was kept as it is. If the column holds states, map it to the state."
    );
    public static readonly Code CountryUnknown = Warning(
        "COUNTRY_UNKNOWN",
        "The country is not in the list of codes and names and was kept as it is."
    );

    // Places
    public static readonly Code RegionCoded = Change(
        "REGION_CODED",
        "The state or province was replaced by its code (ISO 3166-2, without the country's part)."
    );
    public static readonly Code AddressSplit = Change(
        "ADDRESS_SPLIT",
        "The street held a whole address; its city, state, postal code and country went to their own fields, which were empty."
    );
    public static readonly Code PostalCodeSplit = Change(
        "POSTAL_CODE_SPLIT",
        "The cell held a postal code and a city; the city went to its own field, which was empty."
    );
    public static readonly Code PostalCodeFormatted = Change(
        "POSTAL_CODE_FORMATTED",
        "The postal code was written as its country writes it: capitals, spaces, hyphens."
    );
    public static readonly Code PostalCodeZeroRestored = Warning(
        "POSTAL_CODE_ZERO_RESTORED",
        "The postal code lacked zeros at its start, as spreadsheets drop them; they were put back, because its country's codes are longer."
    );
    public static readonly Code PostalCodeShape = Warning(
        "POSTAL_CODE_SHAPE",
        "The postal code has not the shape of its country's codes and was kept as it is; check the code and the country."
    );

    // Dates and times
    public static readonly Code DateFormatted = Change(
        "DATE_FORMATTED",
        "The date or time was rewritten as ISO 8601 (2024-03-12)."
    );
    public static readonly Code DateTimeDropped = Change(
        "DATE_TIME_DROPPED",
        "The time of day behind a date was dropped because the field holds a date only."
    );
    public static readonly Code DateAmbiguous = Warning(
        "DATE_AMBIGUOUS",
        "The date reads both as day/month and as month/day, or as a day and as a year of a month (Feb-22), and was kept as it is; say the order with --date-order dmy or mdy."
    );
    public static readonly Code DatePartial = Warning(
        "DATE_PARTIAL",
        "The date lacks its day, its month or its year (1990-05, 1990, 9 May), and what is known of it was kept. A column of a database that holds dates refuses it, and then its record is rejected."
    );
    public static readonly Code DateSyntax = Warning(
        "DATE_SYNTAX",
        "The value is no date of the calendar, or is written in a way that is not read, and was dropped; --strict rejects the record."
    );
    public static readonly Code DateCenturyAssumed = Warning(
        "DATE_CENTURY_ASSUMED",
        "The year had two digits; for a birthday the latest century that is not in the future was taken."
    );
    public static readonly Code DateCenturyUnknown = Warning(
        "DATE_CENTURY_UNKNOWN",
        "The year has two digits and nothing says which century is meant; the date was kept as it is."
    );
    public static readonly Code DateSerial = Change(
        "DATE_SERIAL",
        "The column held numbers of days, as spreadsheets store dates, and they were written as dates."
    );
    public static readonly Code DateNone = Warning(
        "DATE_NONE",
        "The value is what programs write for no date (0000-00-00, 1900-01-00, 0001-01-01) and was taken as empty."
    );
    public static readonly Code DateYearUnknown = Change(
        "DATE_YEAR_UNKNOWN",
        "The birthday was in the year 1604, which address books write when the year is not known; it was kept without a year, as --05-09."
    );
    public static readonly Code DateInFuture = Warning(
        "DATE_IN_FUTURE",
        "The birthday lies in the future and was kept; check the year."
    );
    public static readonly Code DateOtherCalendar = Warning(
        "DATE_OTHER_CALENDAR",
        "The year is of another calendar (1402 of Iran, 1445 of the Islamic one, 2567 of Thailand, or R5 of Japan in a record that is not known to be of Japan), and the date was kept as it is."
    );

    // Lists, addresses and states
    public static readonly Code TagsFormatted = Change(
        "TAGS_FORMATTED",
        "The tags were split, empty and repeated ones dropped, and joined with semicolons; a tag that holds what divides lists stands in quotes."
    );
    public static readonly Code UrlLowercased = Change(
        "URL_LOWERCASED",
        "The scheme and host of the web address were changed to lower case."
    );
    public static readonly Code ConsentInverted = Change(
        "CONSENT_INVERTED",
        "The column says who opted out (Email Opt Out, Do Not Call), so yes became unsubscribed, and no became empty: who did not opt out has not consented by that."
    );
    public static readonly Code ConsentMapped = Change(
        "CONSENT_MAPPED",
        "The consent was replaced by the word that Etl uses for it: subscribed, unsubscribed, pending or cleaned."
    );
    public static readonly Code ConsentUnknown = Warning(
        "CONSENT_UNKNOWN",
        "The consent is none of the known words and was kept as it is; use subscribed, unsubscribed, pending or cleaned."
    );
}
