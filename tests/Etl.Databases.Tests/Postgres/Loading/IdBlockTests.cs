using Etl.Databases.Postgres.Loading;

namespace Etl.Databases.Tests.Postgres.Loading;

public sealed class IdBlockTests
{
    [Fact]
    public void The_first_reservation_is_for_one_chunk_and_later_ones_for_up_to_four()
    {
        var ids = new IdBlock();

        Assert.Equal([100, 200, 400, 400, 400], Enumerable.Range(0, 5).Select(_ => ids.SizeFor(100)));
    }

    [Fact]
    public void A_reservation_has_a_size_that_fits()
    {
        var ids = new IdBlock();
        ids.SizeFor(1);

        Assert.Equal(int.MaxValue, ids.SizeFor(int.MaxValue));
    }

    [Fact]
    public void Ranges_lie_one_behind_the_other_across_reservations()
    {
        var ids = new IdBlock();
        Assert.False(ids.TryTake(3, out _));
        ids.Add(11, 5);

        Assert.True(ids.TryTake(3, out var first));
        Assert.False(ids.TryTake(3, out _));
        ids.Add(16, 5);
        Assert.True(ids.TryTake(3, out var second));

        Assert.Equal((11, 14), (first, second));
        Assert.Equal((17, 21, 4), (ids.Next, ids.End, ids.Left));
    }

    [Fact]
    public void What_was_left_stays_unused_when_somebody_took_ids_behind_it()
    {
        var ids = new IdBlock();
        ids.Add(11, 5);
        ids.TryTake(3, out _);

        ids.Add(20, 5);

        Assert.True(ids.TryTake(3, out var first));
        Assert.Equal(20, first);
        Assert.Equal(2, ids.Left);
    }

    [Fact]
    public void Nothing_is_left_once_it_is_forgotten()
    {
        var ids = new IdBlock();
        ids.Add(11, 5);

        ids.Clear();

        Assert.Equal(0, ids.Left);
        Assert.False(ids.TryTake(1, out _));
    }
}
