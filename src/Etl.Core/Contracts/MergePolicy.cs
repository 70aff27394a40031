namespace Etl.Core.Contracts;

/// <summary>What an update does with one field that has a value on both sides (<c>--merge field=POLICY</c>).</summary>
public enum MergePolicy
{
    /// <summary>The new value replaces the stored one. The default.</summary>
    Overwrite,

    /// <summary>The stored contact's field is never touched, also when it is empty.</summary>
    Keep,

    /// <summary>The new value is taken only when the stored one is empty.</summary>
    Fill,

    /// <summary>
    /// The new value is added to the stored one unless it is part of it already: tags are united, lists get the elements that
    /// they lack, text gets a new line.
    /// </summary>
    Append,
}
