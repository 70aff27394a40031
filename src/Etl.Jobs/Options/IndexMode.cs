namespace Etl.Jobs.Options;

/// <summary>Indexes of a table that Etl makes (<c>--indexes</c>).</summary>
public enum IndexMode
{
    /// <summary>On the primary key and on the fields of the match rules, so that later imports find contacts quickly. The default.</summary>
    Match,

    /// <summary>On the primary key alone.</summary>
    Key,
}
