namespace Etl.Text.Tests;

public sealed class PrefetchTests
{
    [Fact]
    public void Asking_for_memory_changes_nothing_wherever_it_lies()
    {
        var items = new long[] { 1, 2, 3 };
        foreach (ref var item in items.AsSpan())
        {
            Prefetch.Line(in item);
        }
        Prefetch.Line(in Array.Empty<byte>().AsSpan().GetPinnableReference());
        Assert.Equal([1, 2, 3], items);
    }
}
