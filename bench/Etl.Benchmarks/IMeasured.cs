namespace Etl.Benchmarks;

/// <summary>What every class of benchmarks says about itself. All methods of a class handle the same input, so that their times can be compared.</summary>
public interface IMeasured
{
    /// <summary>What one call of each method handles, once the class is set up.</summary>
    CallSize CallSize { get; }
}
