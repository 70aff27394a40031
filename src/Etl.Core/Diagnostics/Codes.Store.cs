namespace Etl.Core.Diagnostics;

public static partial class Codes
{
    // Updating stored contacts
    public static readonly Code ConsentKept = Warning(
        "CONSENT_KEPT",
        "The stored contact is unsubscribed and stays so; --allow-resubscribe lets an update subscribe it again."
    );

    public static readonly Code StoredPhoneUnread = Warning(
        "STORED_PHONE_UNREAD",
        "A phone number in the table has no calling code and is none of its contact's country or of --country, so no record with a calling code matches it. The count is of the table's numbers, not of records; name the country with --country."
    );

    public static readonly Code KeylessLoadedBefore = Change(
        "KEYLESS_LOADED_BEFORE",
        "The record has no value that it is matched by. Its file was loaded before and all that was inserted then is still there, so it was left out as a duplicate."
    );

    public static readonly Code KeylessStoredAgain = Warning(
        "KEYLESS_STORED_AGAIN",
        "The record has no value that it is matched by. Its file was loaded before, but contacts of it were changed or removed since, or the job that loaded it did not end or read it with another delimiter, quote, encoding or header, so it was stored again; look whether it is there twice."
    );
}
