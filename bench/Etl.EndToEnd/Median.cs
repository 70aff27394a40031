namespace Etl.EndToEnd;

/// <summary>The middle of some figures; of an even number of them, the mean of the two in the middle.</summary>
static class Median
{
    public static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
