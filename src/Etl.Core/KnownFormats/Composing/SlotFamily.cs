namespace Etl.Core.KnownFormats.Composing;

/// <summary>Fields that hold values of one kind, and the labels under which they are written.</summary>
/// <param name="Name">Name of the family in the rules.</param>
/// <param name="Fields">Its fields in the order in which they are written, each with the labels that it may take, the best first.</param>
sealed record SlotFamily(string Name, IReadOnlyList<(string Field, string[] Labels)> Fields);
