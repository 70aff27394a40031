namespace Etl.Tidy.Tests;

/// <summary>A rule of the house that one file can break.</summary>
interface ITidyRule
{
    /// <summary>Name, as the list of exceptions writes it.</summary>
    string Name { get; }

    /// <summary>Every place in the file that breaks it.</summary>
    IEnumerable<Finding> Check(RepositoryFile file);
}
