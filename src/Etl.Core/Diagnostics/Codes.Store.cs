namespace Etl.Core.Diagnostics;

public static partial class Codes
{
    // Updating stored contacts
    public static readonly Code ConsentKept = Warning(
        "CONSENT_KEPT",
        "The stored contact is unsubscribed and stays so; --allow-resubscribe lets an update subscribe it again."
    );

    public static readonly Code KeylessStoredAgain = Warning(
        "KEYLESS_STORED_AGAIN",
        "The record has no value that it is matched by. Its file was loaded before, but contacts of it were changed or removed since, so it was stored again; look whether it is there twice."
    );
}
