using Etl.Core.Dedupe.Spilling;

namespace Etl.Core.Tests.Dedupe.Spilling;

public sealed class KeyMarksTests
{
    const int Keys = 50_000;

    [Fact]
    public void A_marked_key_is_told_as_marked_and_one_in_eight_others_at_most()
    {
        var marks = new KeyMarks(Keys);
        var random = new Random(1);
        var marked = Enumerable.Range(0, Keys).Select(_ => Key(random)).ToList();

        var shared = marked.Sum(marks.Mark);

        Assert.All(marked, key => Assert.Equal(1, marks.Of(key)));
        Assert.InRange(shared, 1, Keys / 8);
        Assert.InRange(Enumerable.Range(0, Keys).Sum(_ => marks.Of(Key(random))), 1, Keys / 8);
    }

    [Fact]
    public void A_key_that_comes_again_was_marked_until_all_are_forgotten()
    {
        var marks = new KeyMarks(1);
        var key = Key(new Random(2));

        Assert.Equal(0, marks.Of(key));
        Assert.Equal(0, marks.Mark(key));
        Assert.Equal(1, marks.Mark(key));
        marks.Clear();
        Assert.Equal(0, marks.Mark(key));
    }

    static UInt128 Key(Random random) => new((ulong)random.NextInt64(), (ulong)random.NextInt64() << 1);
}
