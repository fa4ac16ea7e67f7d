using Watchfloor.Events;

namespace Watchfloor.Tests.Grains;

/// <summary>What a place remembers of the newest things that it was told.</summary>
public sealed class RecentTests
{
    [Fact]
    public void Who_was_told_nothing_knows_nothing() => Assert.False(new Recent<string, int>(2).TryGet("a", out _));

    [Fact]
    public void The_only_one_is_known_as_it_was_told_last()
    {
        var recent = Told(("a", 1), ("a", 2));

        Assert.True(recent.TryGet("a", out var value));
        Assert.Equal(2, value);
        Assert.False(recent.TryGet("b", out _));
    }

    [Theory]
    [InlineData("a", null)]
    [InlineData("b", 4)]
    [InlineData("c", 3)]
    public void Of_more_than_it_keeps_the_oldest_is_forgotten(string key, int? kept)
    {
        var recent = Told(("a", 1), ("b", 2), ("c", 3), ("b", 4));

        Assert.Equal(kept, recent.TryGet(key, out var value) ? value : null);
    }

    static Recent<string, int> Told(params (string Key, int Value)[] told)
    {
        var recent = new Recent<string, int>(2);
        foreach (var (key, value) in told)
            recent.Set(key, value);
        return recent;
    }
}
