using System.Runtime.InteropServices;

namespace Etl.Core.Dedupe;

/// <summary>
/// Contacts that hold a match key beside the first one: an ordered set of ids for each key. An owner takes 16 bytes in pages that are used again, so one that
/// comes where another went takes no memory.
/// </summary>
/// <remarks>
/// The sets are treaps (Seidel and Aragon, 1996). A node's rank is a hash of its id, so a tree's shape depends on its ids alone, and its
/// depth goes with the logarithm of their number in whatever order they come and go.
/// </remarks>
sealed class FurtherOwners
{
    const int NodesPerPage = 512;
    const int BytesPerOwner = 16;
    const int BytesPerPage = NodesPerPage * BytesPerOwner;

    /// <summary>A key's entry and bucket in the dictionary.</summary>
    const int BytesPerKey = 52;

    /// <summary>The root of each key's tree.</summary>
    readonly Dictionary<UInt128, int> roots = [];
    readonly List<Node[]> pages = [];

    /// <summary>Nodes that were ever taken. The first is none: its number means that there is no node.</summary>
    int takenCount = 1;

    /// <summary>The first node that was given back; each leads to the next one by <see cref="Node.Lower"/>.</summary>
    int free;

    /// <summary>Memory that the owners take, in bytes.</summary>
    public long LengthBytes => (long)pages.Count * BytesPerPage + (long)roots.Capacity * BytesPerKey;

    /// <summary>Keys with each of their owners.</summary>
    public long Count { get; private set; }

    /// <summary>What the owners that are there take, in bytes, without the room for further ones.</summary>
    public long UsedBytes => (Count * BytesPerOwner) + ((long)roots.Count * BytesPerKey);

    /// <summary>True when there are owners of the key.</summary>
    public bool Holds(UInt128 key) => roots.ContainsKey(key);

    /// <summary>The owner of a key with the lowest id, or 0.</summary>
    public long Lowest(UInt128 key)
    {
        var lowest = 0L;
        for (var node = roots.GetValueOrDefault(key); node != 0; node = At(node).Lower)
        {
            lowest = At(node).Id;
        }
        return lowest;
    }

    /// <summary>Adds an owner (id 1 or above). Adding it twice changes nothing.</summary>
    public void Add(UInt128 key, long id)
    {
        ref var root = ref CollectionsMarshal.GetValueRefOrAddDefault(roots, key, out _);
        if (PlaceOf(ref root, id) == 0)
        {
            Insert(ref root, Take(id));
        }
    }

    /// <summary>Removes an owner, if it is one.</summary>
    public void Remove(UInt128 key, long id)
    {
        if (!Holds(key))
        {
            return;
        }
        ref var root = ref CollectionsMarshal.GetValueRefOrAddDefault(roots, key, out _);
        ref var place = ref PlaceOf(ref root, id);
        if (place != 0)
        {
            var node = place;
            Join(ref place, At(node).Lower, At(node).Higher);
            GiveBack(node);
        }
        if (root == 0)
        {
            roots.Remove(key);
        }
    }

    /// <summary>Forgets all owners, and keeps the memory for those that come.</summary>
    public void Empty()
    {
        roots.Clear();
        Count = 0;
        takenCount = 1;
        free = 0;
    }

    /// <summary>The keys that have owners, in no order.</summary>
    public IReadOnlyCollection<UInt128> Keys => roots.Keys;

    /// <summary>The owners of a key, ascending.</summary>
    public IEnumerable<long> Of(UInt128 key)
    {
        var path = new Stack<int>();
        for (var node = roots.GetValueOrDefault(key); node != 0 || path.Count > 0; node = At(node).Higher)
        {
            for (; node != 0; node = At(node).Lower)
            {
                path.Push(node);
            }
            node = path.Pop();
            yield return At(node).Id;
        }
    }

    /// <summary>Where the number of the node of an id stands; 0 stands there when there is none.</summary>
    ref int PlaceOf(ref int root, long id)
    {
        ref var place = ref root;
        while (place != 0 && At(place).Id != id)
        {
            place = ref ChildOf(place, id);
        }
        return ref place;
    }

    /// <summary>Puts a node above all nodes of its path that have a lower rank.</summary>
    void Insert(ref int root, int node)
    {
        var id = At(node).Id;
        ref var place = ref root;
        while (place != 0 && RankOf(place) > RankOf(node))
        {
            place = ref ChildOf(place, id);
        }
        Split(place, id, ref At(node).Lower, ref At(node).Higher);
        place = node;
    }

    /// <summary>Divides a tree into the nodes below and above an id that is not in it.</summary>
    void Split(int tree, long id, ref int lower, ref int higher)
    {
        while (tree != 0)
        {
            ref var node = ref At(tree);
            if (node.Id < id)
            {
                lower = tree;
                lower = ref node.Higher;
                tree = node.Higher;
            }
            else
            {
                higher = tree;
                higher = ref node.Lower;
                tree = node.Lower;
            }
        }
        lower = 0;
        higher = 0;
    }

    /// <summary>Puts one tree of two, all nodes of the one below those of the other.</summary>
    void Join(ref int place, int lower, int higher)
    {
        while (lower != 0 && higher != 0)
        {
            if (RankOf(lower) > RankOf(higher))
            {
                place = lower;
                place = ref At(lower).Higher;
                lower = place;
            }
            else
            {
                place = higher;
                place = ref At(higher).Lower;
                higher = place;
            }
        }
        place = lower == 0 ? higher : lower;
    }

    ref int ChildOf(int number, long id)
    {
        ref var node = ref At(number);
        return ref id < node.Id ? ref node.Lower : ref node.Higher;
    }

    int Take(long id)
    {
        Count++;
        var number = free;
        if (number != 0)
        {
            free = At(number).Lower;
        }
        else
        {
            number = takenCount++;
            if (number / NodesPerPage == pages.Count)
            {
                pages.Add(new Node[NodesPerPage]);
            }
        }
        At(number) = new Node { Id = id };
        return number;
    }

    void GiveBack(int number)
    {
        Count--;
        At(number).Lower = free;
        free = number;
    }

    ref Node At(int number) => ref pages[number / NodesPerPage][number % NodesPerPage];

    /// <summary>A hash of a node's id, different for different ids (the last steps of MurmurHash3).</summary>
    ulong RankOf(int number)
    {
        var hash = (ulong)At(number).Id;
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }

    struct Node
    {
        public long Id;
        public int Lower;
        public int Higher;
    }
}
