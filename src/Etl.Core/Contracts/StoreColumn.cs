using Etl.Core.Schema;

namespace Etl.Core.Contracts;

/// <summary>A column of a target that a user owns.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field that it holds.</param>
public sealed record StoreColumn(string Name, ContactField Field);
