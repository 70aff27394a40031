using System.Globalization;
using System.Text;
using Etl.Databases.Postgres.Matching;

namespace Etl.Databases.Tests.Postgres.Matching;

public sealed class ContactOwnersTests
{
    const int Count = 50_000;

    [Fact]
    public void Keys_that_are_no_numbers_are_kept_as_bytes_and_counted()
    {
        var owners = new ContactOwners();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var numbers = Enumerable.Range(0, Count).Select(index => owners.OfScanned(Key(index))).ToList();
        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(owners.LengthBytes, Count * 36L, Count * 100L);
        // The list of numbers, the keys themselves and the outgrown list of places are the test's own and the garbage's.
        Assert.InRange(used, 0, 6 * owners.LengthBytes);
        Assert.All(Enumerable.Range(0, Count), index => Assert.Equal(Text(index), KeyOf(owners, numbers[index])));
        Assert.Equal(numbers.Order(), numbers);
        owners.Forget();
        Assert.Equal(0, owners.LengthBytes);
    }

    [Fact]
    public void Whole_positive_keys_are_their_own_numbers_and_take_no_memory()
    {
        var owners = new ContactOwners();
        Assert.Equal(7, owners.OfScanned("7"u8));
        Assert.Equal(0, owners.LengthBytes);
        Assert.Equal("7", KeyOf(owners, 7));
    }

    [Fact]
    public void Keys_of_new_contacts_are_told_again_when_a_chunk_is_decided_again()
    {
        var owners = new ContactOwners();
        var first = owners.Next;
        owners.SetKey(owners.Next++, "a"u8);
        owners.SetKey(owners.Next++, "b"u8);
        owners.SetKey(owners.Next++, "c"u8);
        owners.Next = first + 1;
        owners.SetKey(owners.Next++, "x"u8);
        Assert.Equal(["a", "x"], new[] { first, first + 1 }.Select(owner => KeyOf(owners, owner)));
        owners.Forget();
        owners.SetKey(owners.Next, "y"u8);
        Assert.Equal("y", KeyOf(owners, owners.Next));
    }

    [Fact]
    public void A_key_longer_than_a_block_is_kept()
    {
        var owners = new ContactOwners();
        var longKey = new string('k', 3 << 20);
        var number = owners.OfScanned(Encoding.UTF8.GetBytes(longKey));
        var next = owners.OfScanned("k"u8);
        Assert.Equal([longKey, "k"], new[] { number, next }.Select(owner => KeyOf(owners, owner)));
    }

    [Fact]
    public void A_contact_that_is_looked_up_twice_keeps_its_number()
    {
        var owners = new ContactOwners();
        var number = owners.OfStored("a"u8);
        Assert.NotEqual(number, owners.OfStored("b"u8));
        Assert.Equal(number, owners.OfStored("a"u8));
        Assert.Equal("a", KeyOf(owners, number));
    }

    [Fact]
    public void Keys_that_are_looked_up_for_each_chunk_take_memory_once()
    {
        var keys = Enumerable.Range(0, 1_000).Select(Key).ToList();
        var owners = new ContactOwners();
        LookUp(owners, keys);
        var before = GC.GetAllocatedBytesForCurrentThread();
        LookUp(owners, keys);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static void LookUp(ContactOwners owners, List<byte[]> keys)
    {
        foreach (var key in keys)
        {
            owners.OfStored(key);
            owners.SetKey(owners.Next++, key);
        }
        owners.ForgetChunk();
    }

    static string KeyOf(ContactOwners owners, long owner) =>
        Encoding.UTF8.GetString(owners.KeyOf(owner, stackalloc byte[ContactOwners.RoomLength]));

    static byte[] Key(int index) => Encoding.UTF8.GetBytes(Text(index));

    static string Text(int index) => index.ToString("x32", CultureInfo.InvariantCulture);
}
