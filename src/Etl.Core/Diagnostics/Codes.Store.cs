namespace Etl.Core.Diagnostics;

public static partial class Codes
{
    // Updating stored contacts
    public static readonly Code ConsentKept = Warning(
        "CONSENT_KEPT",
        "The stored contact is unsubscribed and stays so; --allow-resubscribe lets an update subscribe it again."
    );
}
