using Watchfloor.Store;

namespace Watchfloor.Tests.Stores;

/// <summary>What a store remembers of what was written, so that it need not be asked for what was not.</summary>
public sealed class Seen
{
    [Fact]
    public void None_of_very_many_ids_is_taken_for_a_new_one_in_whatever_order_they_come()
    {
        var seen = new SeenIds();
        var ids = Enumerable.Range(0, 20_000).Select(number => $"{number:000000}").ToArray();
        new Random(7).Shuffle(ids);

        Assert.All(
            ids,
            id =>
            {
                seen.Add(id);
                Assert.False(seen.IsNew(id));
            }
        );
        Assert.All(ids, id => Assert.False(seen.IsNew(id)));
        Assert.True(seen.IsNew("020000"));
        Assert.False(seen.IsNew("zz\0"), "its order is another one in the database");
        seen.AddUpTo("03");
        Assert.False(seen.IsNew("020000"));
    }

    [Fact]
    public void Of_too_many_places_none_is_taken_for_a_new_one()
    {
        var seen = new SeenPlaces();
        for (var number = 0; number < SeenPlaces.Most; number++)
            seen.Add(null, $"{number}");
        Assert.True(seen.IsNew("boiler-house", "flow"));
        for (var number = 0; number < 100; number++)
            seen.Add("boiler-house", $"{number}");

        Assert.False(seen.IsNew("boiler-house", "flow"));
    }
}
