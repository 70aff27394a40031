namespace Etl.Core.Diagnostics;

/// <content>Codes of the mapping.</content>
public static partial class Codes
{
    public static readonly Code DefaultApplied = Change(
        "DEFAULT_APPLIED",
        "The field was empty and got the value of --default or --owner."
    );
}
