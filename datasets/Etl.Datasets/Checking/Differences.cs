namespace Etl.Datasets.Checking;

/// <summary>Counts differences and prints the first ones.</summary>
sealed class Differences(TextWriter output)
{
    const int PrintedMax = 20;

    public long Count { get; private set; }

    public void Add(FormattableString message)
    {
        Count++;
        if (Count <= PrintedMax)
        {
            output.WriteLine(FormattableString.Invariant(message));
        }
        else if (Count == PrintedMax + 1)
        {
            output.WriteLine("… and more");
        }
    }
}
