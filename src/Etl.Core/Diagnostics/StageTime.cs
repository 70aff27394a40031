namespace Etl.Core.Diagnostics;

/// <summary>Time of one stage.</summary>
/// <param name="Name">Stage.</param>
/// <param name="BusySeconds">Seconds of work, summed over its parallel tasks.</param>
/// <param name="WaitSeconds">Seconds of waiting, summed likewise.</param>
public sealed record StageTime(string Name, double BusySeconds, double WaitSeconds);
