namespace Etl.Core.KnownFormats.Composing;

/// <summary>Fields that hold values of one kind, and the labels under which they are written.</summary>
/// <param name="Name">Name of the family in the rules.</param>
/// <param name="Fields">Its fields in the order in which they are written, each with the labels that it may take, the best first.</param>
sealed record SlotFamily(string Name, IReadOnlyList<(string Field, string[] Labels)> Fields)
{
    /// <summary>All families: e-mail addresses, phones, web addresses.</summary>
    public static IReadOnlyList<SlotFamily> All { get; } =
    [
        new("email", [("email", ["Home"]), ("email_2", ["Home"]), ("email_3", ["Home"])]),
        new(
            "phone",
            [
                ("phone", ["Work", "Primary", "Work 2"]),
                ("mobile", ["Mobile", "Mobile 2"]),
                ("home_phone", ["Home", "Home 2"]),
                ("fax", ["Work Fax", "Home Fax", "Other Fax"]),
                ("other_phone", ["Other", "Work 2", "Home 2", "Mobile 2", "Primary", "Car", "Main"]),
            ]
        ),
        new("website", [("website", ["Work", "Home"])]),
    ];

    /// <summary>The field whose values go to a column first; null when there is none.</summary>
    public static string? FieldOf(FormatRule rule) =>
        All.Where(family => family.Name == rule.Name)
            .SelectMany(family => family.Fields)
            .FirstOrDefault(entry => entry.Labels[0] == rule.Label)
            .Field;

    /// <summary>True when the order of the values says nothing, because their labels say which field they are.</summary>
    public bool IsTold => Name == "phone";
}
